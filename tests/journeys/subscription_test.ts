// A driver buys access in a browser: chooses, pays at the provider, comes back and sees it open, with and without
// JavaScript; and every screen on the way can be read by everybody.
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { SYSTEM } from "../../domain/shared/event.ts";
import { useSession, withBrowser } from "../support/browser.ts";
import { unreadable } from "../support/legible.ts";
import type { Product } from "../support/product.ts";
import { type PaidProduct, startShop } from "../support/shop.ts";

const by = { actor: SYSTEM, correlationId: "test" };
/** What the open page of a payment asks of itself, beside what it is told. */
const LOOKS = /\/api\/payments\//;

withBrowser(
  "a driver buys access, is declined, buys again, and the page tells without a reload",
  async (browser) => {
    await using shop = await startShop();
    const { product } = shop;
    await product.app.settings.changeFlag("paywall_respond", { enabled: true }, by);
    const page = browser.pages()[0] ?? await browser.newPage();
    await useSession(await product.signIn(), browser);
    // Told by the stream alone: a look of its own that comes first would load the page anew.
    await page.route(LOOKS, (route) => route.abort());

    await page.goto(`${product.baseUrl}/cargos/${await anyCargo(page, product)}`);
    assert.deepEqual(await unreadable(page), []);
    await page.click("[data-paywall=respond] a");
    await page.waitForSelector("form[data-form=pay]");
    assert.deepEqual(await unreadable(page), []);

    await page.check("input[value=quarter]");
    await page.click("form[data-form=pay] button");
    await page.waitForSelector("[data-payment-state=payable]");
    assert.match(await page.innerText("h1"), /К оплате 1.299.₽/);
    assert.deepEqual(await unreadable(page), []);
    await atProvider(page, "decline");
    await page.waitForSelector("[data-payment-state=canceled]");
    assert.match(await page.innerText("[data-payment-state]"), /Не хватило денег на счёте/);
    assert.deepEqual(await unreadable(page), []);

    await page.click("text=Попробовать ещё раз");
    assert.equal(await page.isChecked("input[value=quarter]"), true);
    await page.click("form[data-form=pay] button");
    await page.waitForSelector("[data-payment-state=payable]");
    // Paid on another device, while this page stays open.
    await page.evaluate(() => Object.assign(globalThis, { untouched: true }));
    await payElsewhere(shop, page);
    await page.waitForSelector("[data-payment-state=succeeded]");
    await page.waitForFunction(() => document.body.innerText.includes("Доступ открыт до"));
    assert.equal(await page.evaluate(() => "untouched" in globalThis), true);
    assert.deepEqual(await unreadable(page), []);

    await page.goto(`${product.baseUrl}/subscription`);
    assert.match(await page.innerText("[data-subscription]"), /Осталось 90.дней/);
    await page.click("summary");
    assert.deepEqual(await unreadable(page), []);

    await page.unroute(LOOKS);
    await comeBackUntold(page, shop);
    await buyWithoutScript(browser.browser()!, shop);
  },
);

/** The provider's notification is lost: the page the driver comes back to asks for itself, nothing is pressed. */
async function comeBackUntold(page: Page, { product, yookassa, webhook, pass }: PaidProduct): Promise<void> {
  yookassa.notifier.url = null;
  await page.goto(`${product.baseUrl}/subscription`);
  const asked = page.waitForResponse(/\/check$/);
  await page.click("form[data-form=pay] button");
  await asked;
  // Nobody pays within the seconds a provider is not asked twice in.
  pass(6_000);
  await atProvider(page, "pay");
  await page.waitForSelector("[data-payment-state=succeeded]");
  yookassa.notifier.url = webhook;
}

/** The whole way with plain forms and links alone. */
async function buyWithoutScript(browser: Browser, shop: PaidProduct): Promise<void> {
  const { product } = shop;
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  await useSession(await product.signIn(), context);
  const page = await context.newPage();
  await page.goto(`${product.baseUrl}/subscription`);
  await page.check("input[value=year]");
  await page.click("form[data-form=pay] button");
  await page.waitForURL(/\/payments\//);
  // The page draws itself again until there is where to pay.
  await atProvider(page, "pay");
  // Told meanwhile or not, the page draws itself again.
  await page.waitForSelector("[data-payment-state=succeeded]");
  await context.close();
}

async function atProvider(page: Page, decision: "pay" | "decline"): Promise<void> {
  await page.click("a[data-pay]");
  await page.click(`button[value=${decision}]`);
}

async function payElsewhere(shop: PaidProduct, page: Page): Promise<void> {
  const address = await page.getAttribute("a[data-pay]", "href");
  const id = new URL(address!).searchParams.get("orderId");
  await shop.control({ payment: { id, action: "pay" } });
}

async function anyCargo(page: Page, { baseUrl }: Product): Promise<string> {
  const answer = await page.context().request.get(`${baseUrl}/api/cargos?mode=all&limit=1`);
  return (await answer.json()).data[0].id;
}
