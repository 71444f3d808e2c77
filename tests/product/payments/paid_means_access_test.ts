// Whoever reads that a payment is paid, or its money gone back, reads of the same access the next moment.
import assert from "node:assert/strict";
import type { ApiClient, Product } from "../../support/product.ts";
import { startShop } from "../../support/shop.ts";

const FIRST_DRIVER = 700_100_000;
const DRIVERS = 20;

Deno.test("a payment that is paid is access, and one given back is none, the moment anybody can read it", async () => {
  await using shop = await startShop();
  const wrong: string[] = [];
  for (let number = 0; number < DRIVERS; number++) {
    const client = await newDriver(shop.product, FIRST_DRIVER + number);
    const { paymentId, id } = await shop.ordered(client);
    await shop.control({ payment: { id, action: "pay" } });
    const paid = await accessOnce(client, paymentId, "succeeded");
    await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
    const refunded = await accessOnce(client, paymentId, "refunded");
    if (paid !== "active" || refunded !== "none") wrong.push(`${paid}, then ${refunded}`);
  }
  assert.deepEqual(wrong, []);
});

async function newDriver(product: Product, id: number): Promise<ApiClient> {
  await product.control(product.telegram, { user: { id, first_name: "Водитель" } });
  return await product.signIn(id);
}

/** What the driver has as soon as the payment reads so: nothing is waited for in between. */
async function accessOnce(client: ApiClient, paymentId: string, wanted: string): Promise<string> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const { status } = (await client.get(`/api/payments/${paymentId}`)).json;
    if (status === wanted) return (await client.get("/api/me")).json.subscription.status;
    if (Date.now() > deadline) throw new Error(`The payment is still ${status}, not ${wanted}`);
  }
}

/** Milliseconds; it only keeps the test from waiting for ever. */
const PATIENCE = 90_000;
