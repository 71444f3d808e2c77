// The bot speaks of the end of access before it comes, and never of an end that has moved (contract 5.3).
import assert from "node:assert/strict";
import { SYSTEM } from "../../../domain/shared/event.ts";
import { DRIVER, eventually } from "../../support/product.ts";
import { type PaidProduct, startShop } from "../../support/shop.ts";

const DAY = 86_400_000;
const by = { actor: SYSTEM, correlationId: "test" };
const give = ({ subscriptions }: PaidProduct, grantId: string, days: number) =>
  subscriptions.grantDays({ driverId: DRIVER, grantId, days, reason: "проверка" }, by);

/** What the driver was told, oldest first, once something of it is as expected. */
async function told({ product }: PaidProduct, expected: RegExp): Promise<string[]> {
  const messages = await eventually(
    () => product.messages(DRIVER),
    (all) => all.some(({ text }) => expected.test(text)),
  );
  return messages.map(({ text }) => text);
}

async function arrive({ product }: PaidProduct): Promise<void> {
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
  await product.signIn();
}

Deno.test("three days and one day before the end, and at the end, the bot says so", async () => {
  await using shop = await startShop({ environment: { GRACE_DAYS: "2" } });
  await shop.product.app.settings.changeFlag("paywall_respond", { enabled: true }, by);
  await arrive(shop);
  await give(shop, "gift", 5);
  await told(shop, /Вам добавили 5.дней/);
  shop.pass(2 * DAY + 60_000);
  const [three] = (await told(shop, /через 3 дня/)).slice(-1);
  assert.match(three!, /Подписка заканчивается через 3 дня/);
  assert.match(three!, /Без неё нельзя будет откликаться/);
  shop.pass(2 * DAY);
  await told(shop, /заканчивается завтра/);
  shop.pass(DAY);
  const all = await told(shop, /^Подписка закончилась/);
  assert.match(all.at(-1)!, /Пока всё открыто — до/);
  assert.equal(all.filter((text) => /заканчивается|закончилась/.test(text)).length, 3);
});

Deno.test("who has bought more days hears nothing of the end that was", async () => {
  await using shop = await startShop();
  await arrive(shop);
  await give(shop, "first", 4);
  await give(shop, "second", 30);
  await told(shop, /Вам добавили 30.дней/);
  shop.pass(4 * DAY + 60_000);
  // Something that is due later than the reminders of the first end tells that their time has passed.
  await give(shop, "third", 1);
  const all = await told(shop, /Вам добавили 1.день/);
  assert.deepEqual(all.filter((text) => /заканчивается|закончилась/.test(text)), []);
});

Deno.test("a reminder that falls into the driver's quiet hours comes when they are over", async () => {
  await using shop = await startShop();
  await arrive(shop);
  const moscow = (hours: number) =>
    new Date(Date.now() + (3 + hours) * 3_600_000).toISOString().slice(11, 16);
  const quietHours = { from: moscow(-2), to: moscow(2) };
  const search = { name: "Ночью тихо", filter: { mode: "all" }, alerts: false, quietHours };
  assert.equal((await (await shop.product.signIn()).post("/api/searches", search)).status, 201);
  await give(shop, "gift", 5);
  await told(shop, /Вам добавили/);
  shop.pass(2 * DAY + 60_000);
  const held = async () =>
    (await shop.product.world.queue.scan()).filter(({ message }) => message.id.includes("ends_in_3_days@"));
  await eventually(held, (all) => all.length === 1);
  assert.deepEqual((await told(shop, /./)).filter((text) => /заканчивается/.test(text)), []);
  shop.pass(3 * 3_600_000);
  await told(shop, /через 3 дня/);
});

Deno.test("after a long silence the bot says only what is still true", async () => {
  await using shop = await startShop();
  await arrive(shop);
  await give(shop, "gift", 5);
  await told(shop, /Вам добавили/);
  shop.pass(6 * DAY);
  const all = await told(shop, /закончилась/);
  assert.deepEqual(all.filter((text) => /заканчивается/.test(text)), []);
});

Deno.test("asked in the chat, the bot says how the subscription stands", async () => {
  await using shop = await startShop();
  await arrive(shop);
  const say = (text: string) =>
    shop.product.control(shop.product.telegram, { send: { userId: DRIVER, text } });
  await say("/subscription");
  await told(shop, /Подписки нет/);
  await say("/paysupport");
  await told(shop, /Деньги списались, а доступа нет/);
  await say("/terms");
  await told(shop, /без вашего согласия/);
});
