// One load on a cheap phone: kept, hidden and taken back, answered once however often the button is pressed, withdrawn
// after a question, sent on as a link; and all of it without JavaScript.
import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { DEFAULT_USERS } from "../../sandbox/telegram/users.ts";
import { withBrowser } from "../support/browser.ts";
import {
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  phoneOf,
  pressButton,
  type Product,
  startProduct,
} from "../support/product.ts";

const PHONE = { width: 360, height: 740 };

withBrowser("a load is kept, hidden, answered once, withdrawn and sent on", async (browser) => {
  await using product = await startProduct();
  const page = await browser.newPage();
  await page.setViewportSize(PHONE);
  await page.goto(await launch(product, "/"));
  await page.locator("article[data-cargo-id]").first().waitFor();
  await page.goto(`${product.baseUrl}/?mode=all`);
  const [first, second] = await ids(page);

  await keepsFromTheList(page, first!);
  await hidesAndTakesBack(page, product, second!);
  await answersOnce(page, product, first!);
  await isSentOn(page, product, first!);
  await withoutJavaScript(browser, product, second!);
  await takesThePhoneFromTelegram(page, product);
});

async function keepsFromTheList(page: Page, id: string): Promise<void> {
  const heart = page.locator(`article[data-cargo-id="${id}"] [data-action=keep]`);
  const saved = page.waitForResponse((answer) => answer.url().endsWith(`/api/marks/kept/${id}`));
  await heart.click();
  assert.equal((await saved).status(), 200);
  assert.equal(await heart.getAttribute("aria-pressed"), "true");
  await page.goto(new URL("/favourites", page.url()).href);
  await page.locator(`article[data-cargo-id="${id}"]`).waitFor();
}

async function hidesAndTakesBack(page: Page, { baseUrl }: Product, id: string): Promise<void> {
  await page.goto(`${baseUrl}/cargos/${id}`);
  await page.getByRole("button", { name: "Скрыть этот груз" }).click();
  await page.getByText("Груз скрыт из ваших списков").waitFor();
  await page.goto(`${baseUrl}/?mode=all`);
  assert.equal((await ids(page)).includes(id), false);
  await page.goto(`${baseUrl}/profile`);
  await page.getByText("Скрытые грузы: 1").click();
  await page.getByRole("button", { name: /^Показывать снова/ }).click();
  await page.getByText("Скрытые грузы").waitFor({ state: "detached" });
  await page.goto(`${baseUrl}/?mode=all`);
  assert.equal((await ids(page)).includes(id), true);
}

async function answersOnce(page: Page, product: Product, id: string): Promise<void> {
  await page.goto(`${product.baseUrl}/cargos/${id}`);
  const form = page.locator("form[data-form=respond]");
  await form.locator("[name=phone]").fill("12");
  await form.locator("[data-action=respond]").click();
  await page.getByText("Укажите телефон полностью").waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "phone");
  await form.locator("[name=phone]").fill("8 912 345-67-89");
  await form.locator("[name=offeredPrice]").fill("95 000");
  await form.locator("[data-action=respond]").dblclick();
  await page.locator("#respond [data-status]").first().waitFor();
  await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length > 0);
  const facts = await product.world.log.readStream(`response-${DRIVER}-${id}`);
  assert.equal(facts.filter(({ type }) => type === "CargoResponded").length, 1);
  assert.equal((await product.messages(DISPATCH_CHAT)).length, 1);

  await page.getByText("Отозвать отклик", { exact: true }).click();
  // What is open stays open while the dispatcher's word is drawn behind it.
  const [asked] = await product.messages(DISPATCH_CHAT);
  await pressButton(product, asked!, "accept");
  await page.locator("#respond [data-status=accepted]").first().waitFor();
  await page.getByRole("button", { name: "Да, отозвать" }).click();
  await page.locator("#respond [data-status=withdrawn]").first().waitFor();
  await page.goto(`${product.baseUrl}/responses`);
  await page.getByRole("heading", { name: "Раньше" }).waitFor();
  await page.locator("article [data-status=withdrawn]").first().waitFor();
}

/** The link another driver gets names the load in the start parameter, and that opens it. */
async function isSentOn(page: Page, product: Product, id: string): Promise<void> {
  await page.goto(`${product.baseUrl}/cargos/${id}`);
  const share = new URL(await page.locator("[data-action=share]").getAttribute("href") ?? "");
  const link = new URL(share.searchParams.get("url") ?? "");
  assert.deepEqual([share.origin, link.origin], ["https://t.me", "https://t.me"]);
  const startParam = link.searchParams.get("startapp");
  assert.equal(startParam, `cargo_${id}`);
  await page.goto("about:blank");
  await page.goto(await launch(product, "/", { startParam }));
  await page.waitForURL(`${product.baseUrl}/cargos/${id}`);
  await page.getByText(`Груз № ${id}`).waitFor();
}

async function withoutJavaScript(browser: BrowserContext, product: Product, id: string): Promise<void> {
  const { baseUrl } = product;
  const plain = await (browser.browser() as Browser).newContext({
    javaScriptEnabled: false,
    viewport: PHONE,
    storageState: await browser.storageState(),
  });
  const page = await plain.newPage();
  await page.goto(`${baseUrl}/cargos/${id}`);
  await page.locator("[data-action=keep]").click();
  await page.locator('[data-action=keep][aria-pressed="true"]').waitFor();
  await page.getByRole("button", { name: "Скрыть этот груз" }).click();
  await page.getByRole("button", { name: "Вернуть" }).click();
  await page.getByText("Груз скрыт").waitFor({ state: "detached" });
  await page.locator("form[data-form=respond] [name=phone]").fill("8 912 345-67-89");
  await page.locator("form[data-form=respond] [data-action=respond]").click();
  await page.locator("#respond [data-status]").first().waitFor();
  await page.getByText("Отозвать отклик", { exact: true }).click();
  await page.getByRole("button", { name: "Да, отозвать" }).click();
  await page.locator("#respond [data-status=withdrawn]").first().waitFor();
  await plain.close();
}

/** In Telegram (the sandbox's) the phone comes signed, and the server believes it. */
async function takesThePhoneFromTelegram(page: Page, product: Product): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.goto(phoneOf(product.telegram.url));
  await page.getByRole("button", { name: "Грузы", exact: true }).click();
  const app = page.frameLocator("iframe");
  await app.getByRole("link", { name: "Профиль" }).click();
  await app.locator("[data-action=share-phone]").click();
  await page.getByRole("button", { name: "Поделиться" }).click();
  await app.getByText("Номер из Telegram подставлен").waitFor();
  const { phone } = DEFAULT_USERS.find(({ id }) => id === DRIVER)!;
  assert.equal(await app.locator("[name=phone]").inputValue(), phone);
  assert.equal((await product.app.drivers.find(DRIVER))?.telegramPhone, phone);
}

function ids(page: Page): Promise<string[]> {
  return page.locator("article[data-cargo-id]").evaluateAll((cards) =>
    cards.map((card) => card.getAttribute("data-cargo-id") ?? "")
  );
}

async function launch(product: Product, path: string, extra: object = {}): Promise<string> {
  const initData = await product.initData(DRIVER, extra);
  return `${product.baseUrl}${path}#tgWebAppData=${encodeURIComponent(initData)}&tgWebAppVersion=9.1`;
}
