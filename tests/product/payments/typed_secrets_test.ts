// Fault 61: secrets of providers that staff types while the product runs are as secret as those it was started with.
import assert from "node:assert/strict";
import { findInText } from "../../support/needles.ts";
import { ADMIN } from "../../support/product.ts";
import { type PaidProduct, SHOP, startShop, WEBHOOK_TOKEN } from "../../support/shop.ts";

const TYPED = {
  yookassa_secret_key: "test_typed-key-of-the-shop",
  yookassa_webhook_token: `${"typed-one-".padEnd(40, "o")},${"typed-two-".padEnd(40, "t")}`,
  stripe_secret_key: "sk_test_typedKeyOfStripe",
  stripe_webhook_secret: "whsec_typedSecretOfStripe",
};
const ONES = [...Object.values(TYPED).flatMap((secret) => secret.split(",")), SHOP.secretKey, WEBHOOK_TOKEN];
const needles = ONES.map((value) => ({ name: value, value }));

/** Whatever goes wrong, and says too much. */
function slip({ product: { world } }: PaidProduct): void {
  for (const secret of ONES) {
    world.logger.info(`asked http://provider/${secret}`, { secret });
    world.alerts.report(new Error("refused", { cause: new Error(`Basic ${secret}`) }));
  }
}

Deno.test("fault 61: a typed secret is in no log line, event or audit, from the moment it is typed, and after a restart", async () => {
  const folder = await Deno.makeTempDir();
  const environment = { KV_PATH: `${folder}/store.kv` };
  const said: string[] = [];
  try {
    {
      await using shop = await startShop({ environment });
      const admin = await shop.product.signIn(ADMIN);
      for (const [key, value] of Object.entries(TYPED)) {
        const body = { value, reason: "меняем ключи" };
        assert.equal((await admin.call("PUT", `/api/admin/settings/${key}`, body)).status, 200);
      }
      slip(shop);
      said.push(...shop.product.logs, (await admin.get("/api/admin/audit?limit=100")).text);
      said.push((await admin.get("/api/admin/events?limit=100")).text);
    }
    await using again = await startShop({ environment: { ...environment, ...STRIPE } });
    slip(again);
    said.push(...again.product.logs);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  assert.ok(said.some((line) => line.includes("asked http://provider/***")));
  assert.deepEqual(findInText(said.join("\n"), needles), []);
});

const STRIPE = {
  PAYMENT_PROVIDERS: "yookassa,stripe",
  STRIPE_SECRET_KEY: "sk_test_fromTheEnvironment",
  STRIPE_WEBHOOK_SECRET: "whsec_fromTheEnvironment",
};
