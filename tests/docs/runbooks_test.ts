// docs/runbooks.md has a row for every alarm there is, and none for one that is never raised.
import assert from "node:assert/strict";
import { document, ROOT, tableUnder } from "./markdown.ts";

/** The texts of alarms up to the first figure or reason in them. */
function* raisedIn(folder: URL): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* raisedIn(new URL(`${name}/`, folder));
    else {
      const source = Deno.readTextFileSync(new URL(name, folder));
      for (const [, text] of source.matchAll(/\balarm\(\s*["`]([^"`:;$]+)/g)) yield text!;
    }
  }
}

Deno.test("every alarm has its row in the runbooks, and every row its alarm", () => {
  const runbooks = document("docs/runbooks.md");
  const headings = [...runbooks.matchAll(/^## .+$/gm)].map(([heading]) => heading);
  const rows = headings.flatMap((heading) => tableUnder(heading, runbooks)).map(([alarm]) => alarm!);
  const raised = [...raisedIn(new URL("infra/", ROOT))];
  assert.ok(raised.length > 10);
  assert.deepEqual(rows.toSorted(), raised.toSorted());
});
