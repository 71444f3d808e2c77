// A view whose checkpoint was written over while the product runs: everybody gets an answer, the operators are told, a
// rebuild cures it in place, and the process can still end.
import assert from "node:assert/strict";
import { checkpointKey } from "../../../infra/projections/keys.ts";
import { readLive } from "../../../infra/projections/live.ts";
import { ADMIN, eventually, startProduct } from "../../support/product.ts";

const FORM = { phone: "+79123456789", name: "Иван Петров" };
const damages: [what: string, checkpoint: string][] = [
  ["cannot be read", '{"v":1,"position'],
  ["is past the end of the log", JSON.stringify({ v: 1, position: 99_999, digest: "0".repeat(64) })],
];

for (const [what, checkpoint] of damages) {
  Deno.test(`a checkpoint that ${what} keeps no request, no rebuild and no end of the process waiting`, async () => {
    await using product = await startProduct({ TELEGRAM_MODE: "off" });
    const driver = await product.signIn();
    const admin = await product.signIn(ADMIN);
    const ready = () => fetch(`${product.baseUrl}/health/ready`);
    assert.equal((await ready()).status, 200);
    const { kv } = product.world;
    const { build } = await readLive(kv, "responses");
    await kv.set(checkpointKey("responses", build ?? ""), new TextEncoder().encode(checkpoint));

    const { json: list } = await driver.get("/api/cargos?mode=all&limit=2");
    const answers = await Promise.all(
      list.data.map(({ id }: { id: string }) => driver.post(`/api/cargos/${id}/responses`, FORM)),
    );
    assert.deepEqual(answers.map(({ status }) => status), [500, 500]);
    const { reasons }: { reasons: string[] } = await (await ready()).json();
    assert.ok(
      reasons.some((each) => each.includes('of view "responses": it is damaged')),
      reasons.join("\n"),
    );

    assert.equal((await admin.post("/api/admin/projections/responses/rebuild")).status, 202);
    const { json: state } = await eventually(
      () => admin.get("/api/admin/projections/responses/rebuild"),
      ({ json }) => json.status !== "running",
    );
    assert.deepEqual([state.status, state.identical, state.firstDifference.key], [
      "done",
      false,
      ["checkpoint"],
    ]);
    assert.equal((await ready()).status, 200);
    assert.equal((await driver.get("/api/responses")).json.data.length, 2);
    const again = await driver.post(`/api/cargos/${list.data[0].id}/responses`, FORM);
    assert.equal(again.status, 200);
  });
}
