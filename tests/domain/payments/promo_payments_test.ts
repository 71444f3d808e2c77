// Promo codes where they are paid with: places kept and given back, prices that stay, nothing to pay at all.
import assert from "node:assert/strict";
import { atOnce, bought, IVAN, month, percent, word } from "./bought.ts";
import { by, moneyOnKv } from "./money_on_kv.ts";

Deno.test("fault 44: a limit of ten and fifty drivers at once: exactly ten places", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, code: "VESNA2026", totalLimit: 10 }, by);
  const begun = await Promise.all(
    Array.from(
      { length: 50 },
      (_, driver) => money.payments.start(driver + 1, { ...month, promoCode: "vesna-2026" }, by),
    ),
  );
  const got = begun.filter((one) => "payment" in one);
  assert.equal(got.length, 10);
  assert.ok(got.every((one) => "payment" in one && one.payment.amount.minor === 44_910));
  assert.ok(begun.every((one) => "payment" in one || one.refused === "promo_code_invalid"));
  assert.equal((await money.promoCodes.find("VESNA2026"))?.reserved, 10);
});

Deno.test("fault 45: a declined payment gives its place back", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, code: "VESNA2026", totalLimit: 1 }, by);
  const { paymentId } = await bought(money, IVAN, "VESNA2026");
  await money.payments.observe({ ...word(paymentId, 44_910), status: "canceled" }, "webhook", by);
  await money.performSteps();
  await bought(money, 2, "VESNA2026");
});

Deno.test("who chooses another tariff takes the code along, and the payment left behind keeps its price", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, code: "VESNA2026", totalLimit: 1 }, by);
  const left = await bought(money, IVAN, "VESNA2026");
  const asked = { tariffId: "quarter", provider: "yookassa", promoCode: "VESNA2026" } as const;
  const begun = await money.payments.start(IVAN, asked, by);
  assert.ok("payment" in begun, JSON.stringify(begun));
  assert.equal(begun.payment.amount.minor, 116_910);
  assert.equal((await money.promoCodes.find("VESNA2026"))?.reserved, 1);
  assert.deepEqual(await money.payments.start(2, { ...month, promoCode: "VESNA2026" }, by), {
    refused: "promo_code_invalid",
  });
  await money.payments.observe(word(left.paymentId, 44_910), "webhook", by);
  await money.payments.observe(word(begun.payment.paymentId, 116_910), "webhook", by);
  await money.performSteps();
  await money.performSteps();
  const outcome = async (paymentId: string) => {
    const { status, anomalies } = (await money.payments.find(paymentId))!;
    return [status, ...anomalies];
  };
  assert.deepEqual(await outcome(left.paymentId), ["succeeded", "promo_over_limit", "possible_duplicate"]);
  assert.deepEqual(await outcome(begun.payment.paymentId), ["succeeded", "possible_duplicate"]);
  const code = await money.promoCodes.find("VESNA2026");
  assert.deepEqual([code?.reserved, code?.redeemed, code?.overLimit], [0, 2, 1]);
  await money.performSteps();
  assert.deepEqual(await outcome(left.paymentId), ["succeeded", "promo_over_limit", "possible_duplicate"]);
});

Deno.test("a driver who comes back to the tariff left behind finds the payment at its price", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, code: "VESNA2026", totalLimit: 1 }, by);
  const left = await bought(money, IVAN, "VESNA2026");
  const away = () =>
    money.payments.start(IVAN, { ...month, tariffId: "quarter", promoCode: "VESNA2026" }, by);
  await away();
  const back = await bought(money, IVAN, "VESNA2026");
  assert.deepEqual([back.paymentId, back.amount.minor], [left.paymentId, 44_910]);
  await away();
  await money.promoCodes.deactivate("VESNA2026", "акция кончилась", by);
  assert.equal((await bought(money, IVAN, "VESNA2026")).paymentId, left.paymentId);
  assert.equal((await money.promoCodes.find("VESNA2026"))?.reserved, 1);
});

Deno.test("two codes for a first purchase at once: one driver gets one of them", async () => {
  await using money = await moneyOnKv();
  const codes = ["PERVY", "NOVICHOK", "PRIVET"];
  for (const code of codes) await money.promoCodes.create({ ...percent, code, firstPurchaseOnly: true }, by);
  const begun = await Promise.all(
    codes.map((promoCode, n) =>
      money.payments.start(IVAN, { ...month, tariffId: ["month", "quarter", "year"][n]!, promoCode }, by)
    ),
  );
  assert.equal(begun.filter((one) => "payment" in one).length, 1);
  assert.ok(begun.every((one) => "payment" in one || one.refused === "promo_code_invalid"));
});

Deno.test("a first purchase is over the moment its money came, before its days are granted", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, code: "PERVY", firstPurchaseOnly: true }, by);
  const { paymentId } = await bought(money);
  await money.payments.observe(word(paymentId), "webhook", by);
  const again = () => money.payments.start(IVAN, { ...month, promoCode: "PERVY" }, by);
  assert.deepEqual(await again(), { refused: "promo_code_invalid" });
  await money.performSteps();
  assert.deepEqual(await again(), { refused: "promo_code_invalid" });
});

Deno.test("fault 47: a price of nothing asks nobody and gives access at once, once", async () => {
  await using world = await moneyOnKv();
  const money = atOnce(world);
  await money.promoCodes.create({ ...percent, value: 100, code: "DAROM" }, by);
  const payment = await bought(money, IVAN, "darom");
  assert.equal(payment.status, "succeeded");
  assert.equal((await money.subscriptions.statusOf(IVAN)).status, "active");
  assert.equal((await bought(money, IVAN, "DAROM")).paymentId, payment.paymentId);
  await money.performSteps();
  assert.equal((await money.subscriptions.of(IVAN)).periods.length, 1);
  assert.equal((await money.promoCodes.find("DAROM"))?.redeemed, 1);
  assert.equal(await money.payments.submission(payment.paymentId, by), null);
});

Deno.test("a code of days gives them at once, and the queued step gives no more", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, type: "days", value: 7, code: "NEDELYA" }, by);
  const given = await money.promoCodes.apply("nedelya", IVAN, by);
  assert.ok("now" in given);
  assert.deepEqual(given.now, { status: "active", expiresAt: "2026-03-10T11:00:00.000Z" });
  await money.performSteps();
  assert.equal((await money.subscriptions.of(IVAN)).periods.length, 1);
  assert.deepEqual(await money.promoCodes.apply("NEDELYA", IVAN, by), { refused: "promo_code_invalid" });
});

Deno.test("beside an order that cost nothing a paid one is no possible double", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, value: 100, code: "DAROM2026" }, by);
  await bought(money, IVAN, "DAROM2026");
  await money.performSteps();
  money.world.now += 20 * 60_000;
  const { paymentId } = await bought(money, IVAN);
  await money.payments.observe(
    { ...word(paymentId, 49_900), paidAt: new Date(money.world.now).toISOString() },
    "webhook",
    by,
  );
  await money.performSteps();
  await money.performSteps();
  const anomalies = (await money.payments.of(IVAN)).map((payment) => payment.anomalies);
  assert.deepEqual(anomalies, [[], []]);
});
