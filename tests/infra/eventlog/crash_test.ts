import assert from "node:assert/strict";
import { crashAndLook } from "./crash.ts";
import { withFile } from "./kit.ts";

for (
  const [title, processes] of [
    ["after kill -9", 1],
    ["after three processes wrote to one file and were killed", 3],
  ] as const
) {
  Deno.test(`${title} every acknowledged event is there once, with its message, and the chain is whole`, () =>
    withFile(async (path) => {
      const killed = { rounds: 3, processes, writers: 20, acksPerKill: 400 };
      const { acknowledged, verification, ...faults } = await crashAndLook(path, killed);
      assert.ok(acknowledged >= 3 * processes * 400);
      assert.deepEqual(faults, { lost: [], doubled: [], misplaced: [], torn: [] });
      assert.equal(verification.ok, true);
      assert.ok(verification.events >= acknowledged);
    }));
}
