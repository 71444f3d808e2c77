// Two wishes of the console are told apart by the whole of their keys.
import assert from "node:assert/strict";
import { idempotencyKey, onceId } from "../../../routes/api/admin/(_shared)/once.ts";

const idOf = (key: string) =>
  onceId(idempotencyKey(new Request("http://localhost/", { headers: { "idempotency-key": key } })));

Deno.test("long keys that differ at their end alone are two wishes; the same key is one", async () => {
  const long = "k".repeat(300);
  assert.notEqual(await idOf(`${long}1`), await idOf(`${long}2`));
  assert.equal(await idOf(`${long}1`), await idOf(` ${long}1 `));
});

Deno.test("no key, or an empty one, is none", () => {
  assert.equal(idempotencyKey(new Request("http://localhost/")), null);
  assert.equal(
    idempotencyKey(new Request("http://localhost/", { headers: { "idempotency-key": " " } })),
    null,
  );
});
