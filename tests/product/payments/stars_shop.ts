// The product selling for Telegram's Stars, and what tests ask of it and of the sandbox's Telegram.
import assert from "node:assert/strict";
import { DRIVER, eventually, type Product } from "../../support/product.ts";

export const SECRET = "webhook-secret_0123456789";
export const STARS = {
  PAYMENT_PROVIDERS: "stars",
  TELEGRAM_MODE: "webhook",
  TELEGRAM_WEBHOOK_SECRET: SECRET,
};

/** A month ordered, and the link of its invoice. */
export async function order(product: Product, driver = DRIVER) {
  const client = await product.signIn(driver);
  const { status, json } = await client.post("/api/payments", { tariffId: "month", provider: "stars" });
  assert.equal(status, 201);
  const { confirmationUrl } = await eventually(
    () => paymentOf(product, json.paymentId),
    ({ status }) => status === "pending",
  );
  return { client, paymentId: json.paymentId as string, link: confirmationUrl! };
}

/** What the sandbox's Telegram makes of a person who pays. */
export async function pay(
  product: Product,
  link: string,
  how: object = {},
): Promise<{ status: string; chargeId: string }> {
  return (await product.control(product.telegram, { pay: { userId: DRIVER, link, ...how } })).payment;
}

export const paymentOf = async (product: Product, id: string) => (await product.app.payments.find(id))!;
export const paid = (product: Product, id: string) =>
  eventually(() => paymentOf(product, id), ({ status }) => status === "succeeded");
export const periods = async (product: Product, driver = DRIVER) =>
  (await product.world.log.readStream(`subscription-${driver}`)).filter(({ type }) =>
    type === "PeriodGranted"
  );
