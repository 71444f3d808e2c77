// The provider is down while a driver buys: the page says so, can be read by everybody, and one press pays another way,
// with and without JavaScript; when the provider is back, the page goes on by itself.
import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { BEST_PRACTICE, violations } from "../support/axe.ts";
import { withBrowser } from "../support/browser.ts";
import { DRIVER, type Product } from "../support/product.ts";
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
    await signIn([browser, plain], product);
    const page = browser.pages()[0] ?? await browser.newPage();

    await press(page, product);
    assert.match(await page.innerText("h1"), /Платёжная система не отвечает/);
    assert.deepEqual(await unreadable(page), []);
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

async function signIn(contexts: readonly BrowserContext[], product: Product): Promise<void> {
  const body = JSON.stringify({ initData: await product.initData(DRIVER) });
  const response = await fetch(`${product.baseUrl}/api/auth/telegram`, { method: "POST", body });
  await response.body?.cancel();
  const [name = "", value = ""] = response.headers.get("set-cookie")!.split(";")[0]!.split("=");
  for (const context of contexts) await context.addCookies([{ name, value, url: product.baseUrl }]);
}

/** What axe finds in light and dark, what is cut off on a narrow phone, and what a thumb would miss. */
async function unreadable(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.setViewportSize({ width: 320, height: 740 });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    found.push(...(await violations(page, BEST_PRACTICE)).map((one) => `${colorScheme} ${one}`));
  }
  for (const size of ["200%", ""]) {
    await page.evaluate((size) => void (document.documentElement.style.fontSize = size), size);
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (isWide) found.push(`too wide with text of ${size || "the usual size"}`);
  }
  const heights = await page.locator("form[data-form=other-way] button").evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect().height)
  );
  return [...found, ...heights.filter((height) => height < 48).map((height) => `a button of ${height} px`)];
}
