// The provider is down while a driver buys: the page says so, can be read by everybody, and one press pays another way,
// with and without JavaScript; when the provider is back, the page goes on by itself.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { useSession, withBrowser } from "../support/browser.ts";
import { unreadable } from "../support/legible.ts";
import type { Product } from "../support/product.ts";
import { startShop } from "../support/shop.ts";

withBrowser(
  "fault 54: told at once, another way with one press, and on by itself when the provider is back",
  async (browser) => {
    await using shop = await startShop({ environment: { PAYMENT_PROVIDERS: "yookassa,stars" } });
    const { product } = shop;
    await shop.control({ fault: { path: "/v3/", status: 500 } });
    const plain = await browser.browser()!.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 740 },
    });
    await useSession(await product.signIn(), browser, plain);
    const page = browser.pages()[0] ?? await browser.newPage();

    await press(page, product);
    assert.match(await page.innerText("h1"), /Платёжная система не отвечает/);
    assert.deepEqual([...await unreadable(page), ...await tooLow(page)], []);
    const address = new URL(page.url()).pathname;
    await shop.control({ clearFaults: true });
    await page.waitForSelector("[data-payment-state=payable]");
    assert.match(await page.innerText("h1"), /К оплате 499.₽/);
    assert.equal(await page.locator("form[data-form=other-way]").count(), 0);

    await shop.control({ fault: { path: "/v3/", status: 500 } });
    await press(page, product, "quarter");
    await page.click("form[data-form=other-way] button[value=stars]");
    await page.waitForSelector("[data-payment-state=payable]");
    assert.match(await page.innerText("h1"), /К оплате 900.★/);
    assert.notEqual(new URL(page.url()).pathname, address);

    const bare = await plain.newPage();
    await press(bare, product, "year");
    await bare.click("form[data-form=other-way] button[value=stars]");
    await bare.waitForSelector("[data-payment-state=payable]");
    assert.match(await bare.innerText("h1"), /К оплате 2.750.★/);
    await plain.close();
  },
);

async function press(page: Page, { baseUrl }: Product, tariff = "month"): Promise<void> {
  await page.goto(`${baseUrl}/subscription`);
  await page.check(`input[value=${tariff}]`);
  await page.click("form[data-form=pay] button[value=yookassa]");
  await page.waitForSelector("form[data-form=other-way]");
}

/** What a thumb would miss. */
async function tooLow(page: Page): Promise<string[]> {
  const heights = await page.locator("form[data-form=other-way] button").evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect().height)
  );
  return heights.filter((height) => height < 48).map((height) => `a button of ${height} px`);
}
