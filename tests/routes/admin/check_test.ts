// A check of the whole history over the API: begun, followed, called off.
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { ADMIN, DRIVER, startProduct } from "../../support/product.ts";

const PATH = "/api/admin/verify/check";

Deno.test("a check is begun, followed as it goes, and called off, by administrators only", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN), driver = await product.signIn(DRIVER);
  strictEqual((await driver.post(PATH)).status, 403);
  strictEqual((await admin.get(PATH)).status, 404);
  strictEqual((await admin.post(PATH)).status, 202);
  const stream = await admin.call("GET", PATH, undefined, { accept: "text/event-stream" });
  match(stream.text, /event: check\ndata: \{"status":"done".*"ok":true/);
  const { json } = await admin.get(PATH);
  const { ok: whole, events, head } = json.result;
  deepStrictEqual([json.status, whole, events], ["done", true, head.position]);
  strictEqual((await admin.call("DELETE", PATH)).status, 204);
  const answer = await admin.get("/api/admin/verify");
  ok(answer.json.ok);
});
