// No connection: what was seen stays readable, an answer waits and is sent once, and nothing of a driver outlives his
// leaving.
import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { withBrowser } from "../support/browser.ts";
import { DRIVER, eventually, OTHER_DRIVER, type Product, startProduct } from "../support/product.ts";

withBrowser(
  "without a connection the last list and seen loads stay, an answer waits and arrives once",
  async (browser) => {
    await using product = await startProduct();
    const page = await openList(browser, product);
    const cargo = await page.locator("article[data-cargo-id]").first().getAttribute("data-cargo-id");
    const list = page.url();
    await page.goto(`${product.baseUrl}/cargos/${cargo}`);
    await page.locator("form[data-form=respond]").waitFor();
    await isKept(page, `/cargos/${cargo}`);

    await browser.setOffline(true);
    await page.goto(list);
    await page.locator("main [data-offline]").waitFor();
    assert.match(await page.locator("main [data-offline]").innerText(), /сохранённое в \d\d:\d\d/);
    assert.ok(await page.locator("article[data-cargo-id]").count() >= 20);
    await page.reload();
    await page.locator("main [data-offline]").waitFor();
    assert.ok(await isStyled(page), "the style sheet is kept too");
    await page.goto(`${product.baseUrl}/cargos/0`);
    await page.getByText("на телефоне не сохранена").waitFor();

    await page.goto(`${product.baseUrl}/cargos/${cargo}`);
    await page.locator("main [data-offline]").waitFor();
    const form = page.locator("form[data-form=respond]");
    await form.locator("[name=phone]").fill("8 912 345-67-89");
    await form.locator("[name=name]").fill("Иван");
    await form.locator("[data-action=respond]").click();
    await page.locator("[data-queued]").getByText("отправится, когда появится связь").waitFor();
    await page.reload();
    await page.locator("[data-queued]").waitFor();

    await browser.setOffline(false);
    await page.locator("#respond [data-status]").first().waitFor();
    // What happened may show on the kept page first, which then makes room for the real one.
    await page.locator("[data-offline]").waitFor({ state: "detached" });
    const { json } = await (await product.signIn()).get("/api/responses");
    assert.deepEqual(json.data.map(({ cargoId }: { cargoId: string }) => cargoId), [cargo]);
    const sent = await eventually(
      async () => (await product.messages(DISPATCH)).filter(({ text }) => text.includes("Отклик на груз")),
      (messages) => messages.length > 0,
    );
    assert.equal(sent.length, 1);
  },
);

withBrowser(
  "an answer the browser thought it could send waits as well, and may be taken back",
  async (browser) => {
    await using product = await startProduct();
    const page = await openList(browser, product);
    const cargo = await page.locator("article[data-cargo-id]").first().getAttribute("data-cargo-id");
    await page.goto(`${product.baseUrl}/cargos/${cargo}`);
    await isKept(page, `/cargos/${cargo}`);
    const form = page.locator("form[data-form=respond]");
    await form.locator("[name=phone]").fill("8 912 345-67-89");
    await form.locator("[name=name]").fill("Иван");
    await browser.setOffline(true);
    // As on a line that is there but carries nothing: only the service worker finds out.
    await page.evaluate("Object.defineProperty(navigator, 'onLine', {value: true})");
    await form.locator("[data-action=respond]").click();
    await page.locator("[data-queued]").waitFor();
    await page.getByRole("button", { name: "Не отправлять" }).click();
    await form.waitFor();
    await browser.setOffline(false);
    await eventually(() => page.locator("[data-offline]").count(), (count) => count === 0);
    await form.waitFor();
    assert.equal(await page.locator("[data-queued]").count(), 0);
    assert.deepEqual((await (await product.signIn()).get("/api/responses")).json.data, []);
  },
);

withBrowser(
  "after signing out nothing of the driver stays on the phone, and Back neither shows it nor signs in",
  async (browser) => {
    await using product = await startProduct();
    const page = await openList(browser, product);
    await page.goto(`${product.baseUrl}/profile`);
    await isKept(page, "/profile");
    await page.getByRole("button", { name: "Выйти" }).click();
    await page.getByRole("heading", { name: "Вы вышли" }).waitFor();
    await eventually(() => kept(page), (pages) => pages.length === 0);

    await page.goBack();
    await page.getByText("Откройте в Telegram").waitFor();
    assert.equal(await page.getByRole("heading", { name: "Иван" }).count(), 0);
    await page.goForward();
    await page.getByRole("link", { name: "Войти снова" }).click();
    await page.locator("article[data-cargo-id]").first().waitFor();
  },
);

withBrowser("what became of an answer that waited is told on whatever page is open", async (browser) => {
  await using product = await startProduct();
  const page = await openList(browser, product);
  const list = page.url();
  const cargo = await page.locator("article[data-cargo-id]").first().getAttribute("data-cargo-id");
  await page.goto(`${product.baseUrl}/cargos/${cargo}`);
  await isKept(page, `/cargos/${cargo}`);
  await browser.setOffline(true);
  const form = page.locator("form[data-form=respond]");
  await form.locator("[name=phone]").fill("12");
  await form.locator("[data-action=respond]").click();
  await page.locator("[data-queued]").waitFor();
  await page.goto(list);
  await page.locator("main [data-offline]").waitFor();
  await browser.setOffline(false);
  await page.locator(".bar[data-refused]").getByRole("link").click();
  await form.waitFor();
  assert.equal(await form.locator("[name=phone]").inputValue(), "12", "as it was typed");
});

withBrowser(
  "a new build takes the place of the old one's files, and kept pages do with them",
  async (browser) => {
    await using product = await startProduct();
    const page = await openList(browser, product);
    await page.evaluate(() => navigator.serviceWorker.register("/sw.js?__frsh_c=next"));
    const assets = () =>
      page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("assets")));
    await eventually(assets, (names) => names.join() === "assets?__frsh_c=next");
    await browser.setOffline(true);
    await page.reload();
    await page.locator("main [data-offline]").waitFor();
    assert.ok(await isStyled(page));
  },
);

withBrowser(
  "a server that cannot be reached is no connection either, whatever the browser believes",
  async (browser) => {
    const product = await startProduct();
    const page = await openList(browser, product);
    await product[Symbol.asyncDispose]();
    await page.reload();
    await page.locator("main [data-offline]").waitFor();
    assert.ok(await page.locator("article[data-cargo-id]").count() >= 20);
    // It stays as it is: no loading again and again.
    await page.evaluate("window.untouched = true");
    await page.waitForLoadState("networkidle");
    assert.equal(await page.evaluate("window.untouched"), true);
    // As soon as the server is back, so is the page.
    await using _ = await startProduct({ PORT: new URL(product.baseUrl).port });
    await page.locator("main [data-offline]").waitFor({ state: "detached" });
  },
);

withBrowser("another driver on the same phone finds nothing of the one before", async (browser) => {
  await using product = await startProduct();
  const page = await openList(browser, product);
  await page.goto(`${product.baseUrl}/profile`);
  await isKept(page, "/profile");
  await browser.setOffline(true);
  await page.goto("about:blank");
  await page.goto(await launch(product, OTHER_DRIVER, "/profile"));
  await page.getByText("на телефоне не сохранена").waitFor();
  assert.equal(await page.getByRole("heading", { name: "Иван" }).count(), 0);
  assert.deepEqual(await kept(page), []);

  // Left first: the page would load itself anew.
  await page.goto("about:blank");
  await browser.setOffline(false);
  await page.goto(await launch(product, OTHER_DRIVER, "/profile"));
  await page.locator(".tabs").waitFor();
  assert.equal(await page.getByRole("heading", { name: "Иван" }).count(), 0);
  await eventually(() => kept(page), (pages) => pages.includes("/profile"));
});

const DISPATCH = -1_000_000_001;

async function openList(browser: BrowserContext, product: Product): Promise<Page> {
  const page = browser.pages()[0] ?? await browser.newPage();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(await launch(product, DRIVER, "/?mode=all"));
  await page.locator("article[data-cargo-id]").first().waitFor();
  await isKept(page, "/?mode=all");
  return page;
}

async function launch(product: Product, userId: number, path: string): Promise<string> {
  const initData = await product.initData(userId);
  return `${product.baseUrl}${path}#tgWebAppData=${encodeURIComponent(initData)}&tgWebAppVersion=9.1`;
}

async function isKept(page: Page, path: string): Promise<void> {
  await eventually(() => kept(page), (pages) => pages.includes(path));
}

/** Addresses of the pages on the phone. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    if (!await caches.has("pages")) return [];
    const keys = await (await caches.open("pages")).keys();
    return keys.map(({ url }) => new URL(url).pathname + new URL(url).search);
  });
}

function isStyled(page: Page): Promise<boolean> {
  return page.evaluate(() => getComputedStyle(document.body).maxWidth !== "none");
}
