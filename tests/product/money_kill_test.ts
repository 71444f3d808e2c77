// Faults 9, 10, 57: kill -9 in the middle of buying: each order is one payment there, each paid one is granted and told once.
import assert from "node:assert/strict";
import { startCargoTech } from "../../sandbox/cargotech/server.ts";
import { startTelegram } from "../../sandbox/telegram/server.ts";
import { startYooKassa } from "../../sandbox/yookassa/server.ts";
import { ADMIN, ApiClient, DISPATCH_CHAT, environmentOf, eventually, SECRETS } from "../support/product.ts";
import { startProcess } from "../support/product_process.ts";
import { SHOP, WEBHOOK_TOKEN } from "../support/shop.ts";

const KILLS = Number(Deno.env.get("KILLS") ?? 2);
const BUYERS = 6;
const FIRST = 900_000_000;

Deno.test("faults 9, 10, 57: whoever pays while the process is killed has the days once and hears of it once", async () => {
  const folder = await Deno.makeTempDir();
  const cargotech = startCargoTech({ ...SECRETS, live: false, rateLimit: null });
  const telegram = startTelegram({
    botToken: SECRETS.botToken,
    botUsername: "cargotech_sandbox_bot",
    appUrl: "http://localhost",
    dispatchChatId: DISPATCH_CHAT,
  });
  const yookassa = startYooKassa({ ...SHOP, notificationUrl: null });
  const environment = {
    ...environmentOf({ port: 0, cargotech: cargotech.url, telegram: telegram.url }),
    KV_PATH: `${folder}/killed.kv`,
    PAYMENT_PROVIDERS: "yookassa",
    YOOKASSA_BASE_URL: `${yookassa.url}/v3`,
    YOOKASSA_SHOP_ID: SHOP.shopId,
    YOOKASSA_SECRET_KEY: SHOP.secretKey,
    YOOKASSA_WEBHOOK_TOKEN: WEBHOOK_TOKEN,
    YOOKASSA_ALLOWED_IPS: "127.0.0.1",
    TELEGRAM_GLOBAL_PER_SECOND: "1000",
    LOG_LEVEL: "error",
  };
  const tell = (url: string, command: object) =>
    fetch(`${url}/__control`, { method: "POST", body: JSON.stringify(command) }).then((answer) =>
      answer.body?.cancel()
    );

  async function signIn(baseUrl: string, userId: number): Promise<ApiClient> {
    const asked = { method: "POST", body: JSON.stringify({ userId }) };
    const { initData } = await (await fetch(`${telegram.url}/__control/init-data`, asked)).json();
    const body = JSON.stringify({ initData });
    const answer = await fetch(`${baseUrl}/api/auth/telegram`, { method: "POST", body });
    return new ApiClient(baseUrl, (await answer.json()).token);
  }

  /** Buys and pays, as far as the process lives to see it. */
  async function buy(client: ApiClient): Promise<void> {
    const order = { tariffId: "month", provider: "yookassa" };
    const begun = await client.post("/api/payments", order).catch(() => null);
    const id = begun?.json?.confirmationUrl?.split("orderId=")[1];
    if (id) await tell(yookassa.url, { payment: { id, action: "pay" } });
  }

  try {
    for (let round = 0; round < KILLS; round++) {
      const product = await startProcess(environment);
      yookassa.notifier.url = `${product.baseUrl}/webhooks/yookassa/${WEBHOOK_TOKEN}`;
      const clients = [];
      for (let index = 0; index < BUYERS; index++) {
        const id = FIRST + round * BUYERS + index;
        await tell(telegram.url, { user: { id, first_name: `Водитель ${index}` } });
        clients.push(await signIn(product.baseUrl, id));
      }
      const before = yookassa.shop.payments.size;
      const buying = Promise.all(clients.map(buy));
      await eventually(() => Promise.resolve(yookassa.shop.payments.size), (size) => size > before + round);
      await product.kill();
      await buying;
    }
    const product = await startProcess(environment);
    const admin = await signIn(product.baseUrl, ADMIN);
    const list = async () => (await admin.get("/api/admin/payments?limit=1000")).json.data as Seen[];
    const theirs = () => [...yookassa.shop.payments.values()];
    const paid = () => theirs().filter(({ status }) => status === "succeeded").length;
    const ours = await eventually(
      list,
      (all) =>
        all.every(({ status }) => status === "pending" || status === "succeeded") &&
        all.filter(({ status }) => status === "succeeded").length === paid(),
      60_000,
    );
    assert.equal(theirs().length, ours.length);
    const bought = ours.filter(({ status }) => status === "succeeded");
    const told = async () =>
      await Promise.all(bought.map(async ({ driverId }) => {
        const messages = await (await fetch(`${telegram.url}/__control/messages?chat=${driverId}`)).json();
        return messages.filter(({ text }: { text: string }) => text.includes("Оплата прошла")).length;
      }));
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
      60_000,
    );
    assert.ok(counts.every((count) => count <= 1), "somebody was told twice");
    for (const { driverId } of bought) {
      assert.equal((await admin.get(`/api/admin/subscriptions/${driverId}`)).json.periods.length, 1);
    }
    assert.equal((await admin.get("/api/admin/verify")).json.ok, true);
    assert.equal(await product.stop(), 0);
  } finally {
    await Promise.all([cargotech.stop(), telegram.stop(), yookassa.stop()]);
    await Deno.remove(folder, { recursive: true });
  }
});

interface Seen {
  readonly status: string;
  readonly driverId: number;
}
