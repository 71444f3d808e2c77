// A promo code is made once however often it is asked for: one key is one wish, in the API and on the page.
import assert from "node:assert/strict";
import { visit } from "../../routes/driver/support.ts";
import { ADMIN, OTHER_DRIVER, startProduct } from "../../support/product.ts";

const PATH = "/api/admin/promo-codes";
const form = {
  type: "percent",
  value: 10,
  validFrom: "2026-03-01T00:00:00Z",
  validTo: "2099-01-01T00:00:00Z",
};

async function console(environment: Record<string, string> = {}) {
  const product = await startProduct(environment);
  const admin = await product.signIn(ADMIN);
  return {
    product,
    make: (body: object, key?: string, by = admin) =>
      by.call("POST", PATH, body, key === undefined ? {} : { "idempotency-key": key }),
    codes: async () => (await product.app.promoCodes.list()).map(({ code }) => code).sort(),
    [Symbol.asyncDispose]: product[Symbol.asyncDispose],
  };
}

Deno.test("the same key makes up one code, also when both arrive at once; another key or none makes another", async () => {
  await using it = await console();
  const twins = await Promise.all([it.make(form, "k1"), it.make(form, "k1")]);
  const repeat = await it.make({ ...form, validFrom: "2026-03-01T03:00:00+03:00" }, "k1");
  assert.deepEqual([...twins, repeat].map(({ status }) => status), [201, 201, 201]);
  const made = [...twins, repeat].map(({ json }) => json.code);
  assert.equal(new Set(made).size, 1);
  assert.match(made[0], /^[2-9A-HJ-NP-Z]{10}$/);
  const others = [await it.make(form, "k2"), await it.make(form), await it.make(form)];
  const all = [made[0], ...others.map(({ json }) => json.code)];
  assert.equal(new Set(all).size, 4);
  assert.deepEqual(await it.codes(), all.sort());
});

Deno.test("the same key with another body is refused, and makes nothing", async () => {
  await using it = await console();
  const { json: { code } } = await it.make(form, "k1");
  for (const other of [{ ...form, value: 20 }, { ...form, code: "VESNA2026" }, { ...form, totalLimit: 5 }]) {
    const refused = await it.make(other, "k1");
    assert.deepEqual([refused.status, refused.json.code], [422, "idempotency_key_reused"]);
  }
  assert.deepEqual(await it.codes(), [code]);
});

Deno.test("a code with a name: its key answers the first, another wish finds the name taken", async () => {
  await using it = await console();
  const named = { ...form, code: "VESNA2026" };
  assert.equal((await it.make(named, "k1")).status, 201);
  assert.deepEqual((await it.make(named, "k1")).json.code, "VESNA2026");
  assert.equal((await it.make({ ...named, value: 20 }, "k1")).json.code, "idempotency_key_reused");
  for (const key of ["k2", undefined]) {
    const taken = await it.make(named, key);
    assert.deepEqual([taken.status, taken.json.code], [409, "promo_code_exists"]);
  }
  assert.deepEqual(await it.codes(), ["VESNA2026"]);
});

Deno.test("keys of two administrators are two keys", async () => {
  await using it = await console({ ADMIN_TELEGRAM_IDS: `${ADMIN},${OTHER_DRIVER}` });
  const second = await it.product.signIn(OTHER_DRIVER);
  const [one, other] = [await it.make(form, "k1"), await it.make(form, "k1", second)];
  assert.notEqual(one.json.code, other.json.code);
});

Deno.test("the form of the page sent twice makes one code", async () => {
  await using it = await console();
  const admin = await visit(it.product, ADMIN);
  const { html } = await admin.get("/admin/promo-codes");
  const key = /name="key" value="([^"]+)"/.exec(html)![1]!;
  const typed = { type: "percent", value: "10", validFrom: "2026-03-01T00:00", validTo: "2099-01-01T00:00" };
  const first = await admin.submit("/admin/promo-codes", { ...typed, perUserLimit: "1", key });
  const again = await admin.submit("/admin/promo-codes", { ...typed, perUserLimit: "1", key });
  assert.deepEqual([first.status, again.status], [303, 303]);
  assert.equal(again.location, first.location);
  assert.equal((await it.codes()).length, 1);
});
