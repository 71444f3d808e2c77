// docs/contracts.md names all sixteen contracts, and for each that is kept, code and tests that exist.
import assert from "node:assert/strict";
import { document, exists, quoted, tableUnder } from "./markdown.ts";

const rows = tableUnder("# Contracts", "\n" + document("docs/contracts.md"));
const OPEN = ["5.1", "5.2", "5.3", "5.4"];

Deno.test("all sixteen contracts stand in order", () => {
  assert.deepEqual(rows.map(([number]) => number), [
    ..."1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4 3.1 3.2 4.1 4.2".split(" "),
    ...OPEN,
  ]);
});

Deno.test("a kept contract names code and tests that exist, an open one names none", () => {
  for (const [number, , promise, code, tests] of rows) {
    const named = [quoted(code!), quoted(tests!)];
    if (OPEN.includes(number!)) {
      assert.deepEqual([promise, ...named], ["open", [], []], number);
      continue;
    }
    assert.ok(named.every((paths) => paths.length > 0), `${number} names code and tests`);
    assert.deepEqual(named.flat().filter((path) => !exists(path)), [], number);
    assert.ok(quoted(tests!).every((path) => /^tests\/.*_test\.tsx?$/.test(path)), number);
  }
});
