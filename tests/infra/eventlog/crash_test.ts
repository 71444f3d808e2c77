import assert from "node:assert/strict";
import { crashAndLook } from "./crash.ts";
import { withFile } from "./kit.ts";

Deno.test("after kill -9 every acknowledged event is there once, with its message, and the chain is whole", () =>
  withFile(async (path) => {
    const { acknowledged, wrong, torn, verification } = await crashAndLook(path, 3, 400);
    assert.ok(acknowledged >= 1200);
    assert.deepEqual({ wrong, torn, ok: verification.ok }, { wrong: [], torn: [], ok: true });
    assert.ok(verification.events >= acknowledged);
  }));
