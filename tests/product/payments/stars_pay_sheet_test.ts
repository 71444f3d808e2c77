// Paying with Stars as a driver does it: in the Mini App on the sandbox's phone, by Telegram's own sheet.
import assert from "node:assert/strict";
import { withBrowser } from "../../support/browser.ts";
import { phoneOf, startProduct } from "../../support/product.ts";

withBrowser(
  "a driver pays with Stars on the phone: leaves once, pays then, and the page says so by itself",
  async (browser) => {
    await using product = await startProduct({ PAYMENT_PROVIDERS: "stars" });
    const phone = browser.pages()[0] ?? await browser.newPage();
    await phone.setViewportSize({ width: 420, height: 860 });
    await phone.goto(phoneOf(product.telegram.url));
    await phone.locator("#chat-list button").first().click();
    await phone.getByRole("button", { name: "Запустить" }).click();
    await phone.getByRole("button", { name: "Грузы ▣" }).click();
    const app = phone.frameLocator("iframe");
    await app.locator(".tabs a[href='/profile']").click();
    await app.locator("a[href='/subscription']").first().click();
    await app.locator("form[data-form=pay] button[value=stars]").click();
    await app.locator("a[data-pay=stars]").click();
    const sheet = phone.locator("#dialog");
    await sheet.getByRole("button", { name: "Заплатить 350" }).waitFor();
    assert.match(await sheet.innerText(), /Подписка «Месяц»[\s\S]*30 дней[\s\S]*Заплатить 350/);
    await sheet.getByRole("button", { name: "Отмена" }).click();
    assert.equal(await app.locator("[data-payment-state=payable]").count(), 1);
    await app.locator("a[data-pay=stars]").click();
    await sheet.getByRole("button", { name: "Заплатить 350" }).click();
    await app.locator("[data-payment-state=succeeded]").waitFor();
    const driver = Number(await phone.locator("#who").inputValue());
    const [payment] = await product.app.payments.of(driver);
    assert.deepEqual([payment?.provider, payment?.status, payment?.receivedMinor], [
      "stars",
      "succeeded",
      350,
    ]);
  },
);
