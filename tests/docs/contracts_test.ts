// docs/contracts.md names all sixteen contracts, and for each code and tests that exist.
import assert from "node:assert/strict";
import { document, exists, quoted, tableUnder } from "./markdown.ts";

const rows = tableUnder("# Contracts", "\n" + document("docs/contracts.md"));

Deno.test("all sixteen contracts stand in order", () => {
  assert.deepEqual(
    rows.map(([number]) => number),
    "1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4 3.1 3.2 4.1 4.2 5.1 5.2 5.3 5.4".split(" "),
  );
});

Deno.test("a contract says what it promises, and names code and tests that exist", () => {
  for (const [number, , promise, code, tests] of rows) {
    const named = [quoted(code!), quoted(tests!)];
    assert.ok(promise!.length > 10, `${number} says what it promises`);
    assert.ok(named.every((paths) => paths.length > 0), `${number} names code and tests`);
    assert.deepEqual(named.flat().filter((path) => !exists(path)), [], number);
    assert.ok(quoted(tests!).every((path) => /^tests\/.*_test\.tsx?$/.test(path)), number);
  }
});
