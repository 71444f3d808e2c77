// The product with YooKassa's sandbox beside it, and a clock both follow.
import { startYooKassa, type YooKassaOptions } from "../../sandbox/yookassa/server.ts";
import { caughtUp } from "./caught_up.ts";
import { type ApiClient, eventually, startProduct } from "./product.ts";

export const SHOP = { shopId: "100500", secretKey: "test_secret-key-never-to-be-seen" };
export const WEBHOOK_TOKEN = "token-never-to-be-seen-".padEnd(43, "x");

export interface ShopOptions {
  readonly environment?: Record<string, string>;
  readonly yookassa?: Partial<YooKassaOptions>;
}

/** Settings of a product that sells through YooKassa's sandbox at an address. */
export function shopEnvironment(yookassaUrl: string): Record<string, string> {
  return {
    PAYMENT_PROVIDERS: "yookassa",
    YOOKASSA_BASE_URL: `${yookassaUrl}/v3`,
    YOOKASSA_SHOP_ID: SHOP.shopId,
    YOOKASSA_SECRET_KEY: SHOP.secretKey,
    YOOKASSA_WEBHOOK_TOKEN: WEBHOOK_TOKEN,
    YOOKASSA_ALLOWED_IPS: "127.0.0.1",
  };
}

export type PaidProduct = Awaited<ReturnType<typeof startShop>>;

export async function startShop({ environment = {}, yookassa: options = {} }: ShopOptions = {}) {
  const time: { offset: number; stopped?: number } = { offset: 0 };
  const yookassa = startYooKassa({ ...SHOP, notificationUrl: null, ...options });
  const product = await startProduct({
    ...shopEnvironment(yookassa.url),
    ...environment,
  }, { clock: () => (time.stopped ?? Date.now()) + time.offset });
  const webhook = `${product.baseUrl}/webhooks/yookassa/${WEBHOOK_TOKEN}`;
  yookassa.notifier.url = webhook;
  // The comparison of the start is over: it takes in nothing that a test makes, and no fault meant for somebody else.
  await eventually(
    () => product.app.payments.sweeps(),
    (reports) => reports.some(({ provider }) => provider === "yookassa"),
  );

  return {
    product,
    yookassa,
    webhook,
    payments: product.app.payments,
    subscriptions: product.app.subscriptions,
    /** From now on the product's clock moves only by `pass`: what is asked together is asked together, however slowly. */
    standStill() {
      time.stopped = Date.now();
    },
    /** Both clocks move on; the product looks at its queue within a second. */
    pass(ms: number) {
      time.offset += ms;
      yookassa.shop.advance(ms);
    },
    control: (command: object) => product.control(yookassa, command),
    buy: (client: ApiClient, tariffId = "month") =>
      client.post("/api/payments", { tariffId, provider: "yookassa" }),
    /** Posts what a stranger, or YooKassa, might. */
    notify: (body: unknown, { url = webhook, headers = {} }: { url?: string; headers?: HeadersInit } = {}) =>
      fetch(url, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body), headers }),
    /** The payment once it looks as expected. */
    until: (paymentId: string, holds: (payment: PaymentSeen) => boolean) =>
      eventually(async () => (await product.app.payments.find(paymentId))!, holds),
    /** The provider's id of a payment, once it has been told of it. */
    async theirId(paymentId: string): Promise<string> {
      const known = ({ providerPaymentId }: PaymentSeen) => providerPaymentId !== undefined;
      return (await this.until(paymentId, known)).providerPaymentId!;
    },
    /** An order of a driver that can be paid, and the provider's id of it. */
    async ordered(client?: ApiClient, tariffId = "month") {
      const { json } = await this.buy(client ?? await product.signIn(), tariffId);
      return { paymentId: String(json.paymentId), id: await this.theirId(json.paymentId) };
    },
    /** As `ordered`, and paid on the provider's side; what the product hears of that is another matter. */
    async paidThere(client?: ApiClient, tariffId = "month") {
      const order = await this.ordered(client, tariffId);
      await this.control({ payment: { id: order.id, action: "pay" } });
      return order;
    },
    /** Verdicts so far, oldest first; those that wait are "waiting". */
    async verdicts() {
      await caughtUp(product.world);
      return (await product.app.payments.audit()).reverse().map(({ verdict }) => verdict);
    },
    /** Requests the shop has received, without the sweeps of the start. */
    asked: (method: string, path = "/v3/payments") =>
      yookassa.controls.log.entries().filter((one) => one.method === method && one.path.startsWith(path)),
    /** Types of every event of a payment. */
    story: async (paymentId: string) =>
      (await product.world.log.readStream(`payment-${paymentId}`)).map(({ type }) => type),
    async [Symbol.asyncDispose]() {
      await product[Symbol.asyncDispose]();
      await yookassa.stop();
    },
  };
}

type PaymentSeen = NonNullable<Awaited<ReturnType<PaidProductApp["find"]>>>;
type PaidProductApp = Awaited<ReturnType<typeof startProduct>>["app"]["payments"];
