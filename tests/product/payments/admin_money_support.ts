// Money in the running product, as a provider's word and staff's deeds leave it.
import { paymentStream } from "../../../domain/payments/commands.ts";
import { paymentDecider } from "../../../domain/payments/decide.ts";
import type { ProviderPayment } from "../../../domain/payments/ports.ts";
import type { Origin } from "../../../domain/shared/origin.ts";
import { caughtUp } from "../../support/caught_up.ts";
import { type ApiClient, DRIVER, type Product } from "../../support/product.ts";

export const BY: Origin = { actor: { kind: "system" }, correlationId: "test" };
const SHOP = { shop: "100500", test: false };
const DAY = 86_400_000;

export interface Asked {
  readonly paymentId: string;
  readonly driverId?: number;
  /** Kopecks. */
  readonly minor?: number;
  /** How long ago it was asked for and paid. */
  readonly daysAgo?: number;
}

/** Ids of payments begin with their time; `name` tells them apart. */
export function idOf(name: string, daysAgo = 0): string {
  return (Date.now() - daysAgo * DAY).toString(36).padStart(9, "0") + name;
}

/** A payment a driver has asked for: 30 days. */
export async function requested({ world }: Product, asked: Asked): Promise<void> {
  const { paymentId, driverId = DRIVER, minor = 49_900, daysAgo = 0 } = asked;
  const at = new Date(Date.now() - daysAgo * DAY).toISOString();
  const price = { minor, currency: "RUB" } as const;
  const command = {
    type: "StartPayment",
    ...{ paymentId, driverId, at, price, amount: price },
    provider: "yookassa",
    tariff: { id: "month", name: "Месяц", days: 30 },
    discount: { ...price, minor: 0 },
    openUntil: new Date(Date.parse(at) + 3_600_000).toISOString(),
  } as const;
  await world.execute(paymentDecider, paymentStream(paymentId), command, BY);
  await caughtUp(world);
}

/** What the provider says of it: paid, unless told otherwise. */
export async function observed(
  { world }: Product,
  { paymentId, minor = 49_900, daysAgo = 0 }: Asked,
  changes: Partial<ProviderPayment> = {},
): Promise<void> {
  const at = new Date(Date.now() - daysAgo * DAY).toISOString();
  const payment: ProviderPayment = {
    provider: "yookassa",
    providerPaymentId: `theirs-${paymentId}`,
    status: "succeeded",
    amount: { minor, currency: "RUB" },
    paidAt: at,
    test: false,
    shop: "100500",
    paymentId,
    ...changes,
  };
  const command = { type: "ObserveProviderPayment", payment, expected: SHOP, via: "webhook", at } as const;
  await world.execute(paymentDecider, paymentStream(paymentId), command, BY);
  await caughtUp(world);
}

/** Asked for, paid, and the days given. */
export async function paid(product: Product, asked: Asked): Promise<void> {
  await requested(product, asked);
  await observed(product, asked);
  const { paymentId, driverId = DRIVER } = asked;
  const { paidAt = "" } = (await product.app.payments.find(paymentId))!;
  const grant = { driverId, grantId: paymentId, paymentId, tariffId: "month", days: 30, paidAt };
  await product.app.subscriptions.grantPeriod(grant, BY);
}

/** The provider has given the money of a refund back, and the days go with it. */
export async function refunded(product: Product, paymentId: string): Promise<void> {
  const { state } = (await product.app.payments.find(paymentId))!;
  if (state.status === "none") throw new Error(`No payment ${paymentId}`);
  const [refundId, refund] = Object.entries(state.refunds).find(([, { status }]) => status === "requested")!;
  const theirs = {
    provider: "yookassa",
    providerRefundId: `theirs-${refundId}`,
    providerPaymentId: refund.charge,
    status: "succeeded",
    amount: refund.amount,
    at: new Date().toISOString(),
    refundId,
  } as const;
  await product.app.payments.observeRefund(theirs, "webhook", BY);
}

/** An answer of JSON lines. */
export async function lines(
  { baseUrl, token }: ApiClient,
  path: string,
): Promise<{ type?: string; paymentId?: string }[]> {
  const answer = await fetch(baseUrl + path, { headers: { authorization: `Bearer ${token}` } });
  return (await answer.text()).trim().split("\n").map((line) => JSON.parse(line));
}
