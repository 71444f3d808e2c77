// Faults 9, 10, 57: kill -9 in the middle of buying: each order is one payment there, each paid one is granted and told once.
import assert from "node:assert/strict";
import { startYooKassa } from "../../../sandbox/yookassa/server.ts";
import { ADMIN, type ApiClient, eventually, signIn } from "../../support/product.ts";
import { control, messagesIn } from "../../support/sandbox_control.ts";
import { startSandboxes } from "../../support/sandboxes.ts";
import { SHOP, shopEnvironment, WEBHOOK_TOKEN } from "../../support/shop.ts";

const KILLS = Number(Deno.env.get("KILLS") ?? 2);
const BUYERS = 6;
const FIRST = 900_000_000;

Deno.test("faults 9, 10, 57: whoever pays while the process is killed has the days once and hears of it once", async () => {
  await using sandboxes = await startSandboxes();
  const { telegram } = sandboxes;
  const yookassa = startYooKassa({ ...SHOP, notificationUrl: null });
  await using _ = { [Symbol.asyncDispose]: () => yookassa.stop() };

  /** Buys and pays, as far as the process lives to see it. */
  async function buy(client: ApiClient): Promise<void> {
    const order = { tariffId: "month", provider: "yookassa" };
    const begun = await client.post("/api/payments", order).catch(() => null);
    const id = begun?.json?.confirmationUrl?.split("orderId=")[1];
    if (id) await control(yookassa, { payment: { id, action: "pay" } });
  }

  for (let round = 0; round < KILLS; round++) {
    const product = await sandboxes.spawn(shopEnvironment(yookassa.url));
    yookassa.notifier.url = `${product.baseUrl}/webhooks/yookassa/${WEBHOOK_TOKEN}`;
    const clients = [];
    for (let index = 0; index < BUYERS; index++) {
      const id = FIRST + round * BUYERS + index;
      await control(telegram, { user: { id, first_name: `Водитель ${index}` } });
      clients.push(await signIn(product.baseUrl, telegram.url, id));
    }
    const before = yookassa.shop.payments.size;
    const buying = Promise.all(clients.map(buy));
    await eventually(() => Promise.resolve(yookassa.shop.payments.size), (size) => size > before + round);
    await product.kill();
    await buying;
  }
  const product = await sandboxes.spawn(shopEnvironment(yookassa.url));
  const admin = await signIn(product.baseUrl, telegram.url, ADMIN);
  const list = async () => (await admin.get("/api/admin/payments?limit=1000")).json.data as Seen[];
  const theirs = () => [...yookassa.shop.payments.values()];
  const paid = () => theirs().filter(({ status }) => status === "succeeded").length;
  const ours = await eventually(
    list,
    (all) =>
      all.every(({ status }) => status === "pending" || status === "succeeded") &&
      all.filter(({ status }) => status === "succeeded").length === paid(),
  );
  assert.equal(theirs().length, ours.length);
  const bought = ours.filter(({ status }) => status === "succeeded");
  const told = async () =>
    await Promise.all(
      bought.map(async ({ driverId }) =>
        (await messagesIn(telegram, driverId)).filter(({ text }) => text.includes("Оплата прошла")).length
      ),
    );
  // A message that was leaving when the process died may have arrived or not: staff sees it, and nobody repeats it.
  const unknown = async () =>
    new Set<string>(
      (await admin.get("/api/admin/outbox?status=unknown")).json.data.map((
        { chatId }: { chatId: string },
      ) => chatId),
    );
  const { counts } = await eventually(
    async () => ({ counts: await told(), lost: await unknown() }),
    ({ counts, lost }) =>
      counts.every((count, index) => count > 0 || lost.has(String(bought[index]!.driverId))),
  );
  assert.ok(counts.every((count) => count <= 1), "somebody was told twice");
  for (const { driverId } of bought) {
    const { json } = await eventually(
      () => admin.get(`/api/admin/subscriptions/${driverId}`),
      ({ json }) => json.periods?.length > 0,
    );
    assert.equal(json.periods.length, 1);
  }
  assert.equal((await admin.get("/api/admin/verify")).json.ok, true);
  assert.equal(await product.stop(), 0);
});

interface Seen {
  readonly status: string;
  readonly driverId: number;
}
