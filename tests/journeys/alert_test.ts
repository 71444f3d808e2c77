// A new load in the chat, dealt with by a finger on the phone: answered, or hidden, and the message says so.
import assert from "node:assert/strict";
import { withBrowser } from "../support/browser.ts";
import { DRIVER, eventually, phoneOf, startProduct } from "../support/product.ts";

withBrowser("a driver answers one new load in the chat and hides another", async (browser) => {
  await using product = await startProduct({ ALERT_POLL_SECONDS: "1", TELEGRAM_CHAT_PER_SECOND: "100" });
  const mine = await product.signIn();
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
  const [seen] = (await mine.get("/api/cargos?mode=all&limit=1")).json.data;
  await mine.post(`/api/cargos/${seen.id}/responses`, { phone: "+79123456789", name: "Иван" });
  const kazan = (await mine.get("/api/dictionaries/points?name=Казань")).json.data[0].id;
  const filter = { mode: "all", start_name: "Казань", start_point_id: kazan, start_radius: 5 };
  assert.equal((await mine.post("/api/searches", { name: "Из Казани", filter })).status, 201);
  for (const price of [9_000_000, 8_000_000]) {
    const addLoad = { start: "Казань", finish: "Москва", distance: 800, price, price_carrier: price };
    await product.control(product.cargotech, { addLoad });
  }
  const alerts = async () => (await product.messages(DRIVER)).filter(({ text }) => text.startsWith("🔔"));
  await eventually(alerts, (all) => all.length === 2);

  const phone = await browser.newPage();
  await phone.setViewportSize({ width: 360, height: 740 });
  await phone.goto(phoneOf(product.telegram.url));
  await phone.locator("#chat-list button").first().click();
  await phone.getByRole("button", { name: "Откликнуться" }).first().click();
  await phone.getByText(/^✅ Вы откликнулись/).waitFor();
  await phone.getByRole("button", { name: "Не показывать" }).click();
  await phone.getByText(/^🚫 Вы скрыли этот груз/).waitFor();
  assert.equal(await phone.getByRole("button", { name: "Откликнуться" }).count(), 0);

  await eventually(() => mine.get("/api/responses"), ({ json }) => json.data.length === 2);
  assert.equal((await product.app.marks.of(DRIVER)).hidden.length, 1);
});
