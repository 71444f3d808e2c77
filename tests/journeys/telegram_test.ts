// The Mini App inside Telegram, by the sandbox's phone: what the app asks of the client shows there, and what the person
// does there reaches the app.
import assert from "node:assert/strict";
import type { BrowserContext, FrameLocator, Page } from "playwright-core";
import { contrast } from "../../islands/(_host)/contrast.ts";
import { withBrowser } from "../support/browser.ts";
import { eventually, phoneOf, type Product, startProduct } from "../support/product.ts";

withBrowser(
  "Telegram's own button and the page's are twins, and one press is one answer",
  async (browser) => {
    await using product = await startProduct();
    const { phone, app } = await openApp(browser, product);
    const main = phone.locator(".app-buttons button");
    assert.equal(await main.count(), 0, "the list has no form to send");
    await openLoad(app);
    await phone.locator("#app-screen[data-closing=free]").waitFor();

    // Out of sight the button leads to the form; in sight it sends it.
    await main.waitFor();
    const form = app.locator("form[data-form=respond]");
    await main.click();
    await form.locator("[type=submit]").waitFor();
    await form.locator("[name=phone]").fill("8 912 345-67-89");
    await form.locator("[name=name]").fill("Иван");
    await phone.locator("#app-screen[data-closing=asks][data-swipes=scroll]").waitFor();
    await form.locator("[type=submit]").scrollIntoViewIfNeeded();
    await phone.getByRole("button", { name: "Отправить отклик" }).dblclick();
    await app.locator("#respond [data-status]").first().waitFor();
    await phone.locator("#felt[data-kind=success]").waitFor({ state: "attached" });
    await phone.locator("#app-screen[data-closing=free][data-swipes=close]").waitFor();
    await main.waitFor({ state: "detached" });

    const { json } = await (await product.signIn(await chosen(phone))).get("/api/responses");
    assert.equal(json.data.length, 1);
  },
);

withBrowser("the app is offered for the home screen once, after the first answer", async (browser) => {
  await using product = await startProduct();
  const { app } = await openApp(browser, product);
  await openLoad(app);
  const offer = app.locator("[data-home-screen]");
  assert.equal(await offer.count(), 0);
  const form = app.locator("form[data-form=respond]");
  await form.locator("[name=phone]").fill("8 912 345-67-89");
  await form.locator("[name=name]").fill("Иван");
  await form.locator("[type=submit]").click();
  await offer.getByRole("button").click();
  assert.equal(await offer.count(), 0);
  await app.locator(".tabs a[href='/responses']").click();
  await app.getByRole("heading", { name: "Отклики" }).waitFor();
  await app.locator("#main article").first().locator("a").first().click();
  await app.locator("#respond [data-status]").first().waitFor();
  assert.equal(await offer.count(), 0);
});

withBrowser("before alerts Telegram asks whether the bot may write, once", async (browser) => {
  await using product = await startProduct();
  const { phone, app } = await openApp(browser, product);
  await app.locator(".tabs a[href='/searches']").click();
  await app.locator("a[href^='/searches/new']").first().click();
  const form = app.locator("form[data-form=search]");
  await form.locator("[name=name]").fill("Домой");
  await form.locator("[name=price_min]").fill("1000");
  assert.equal(await form.locator("[data-asks=write-access]").isChecked(), true);
  await form.locator("[type=submit]").first().click();
  await phone.getByText("Разрешить боту писать вам?").waitFor();
  await phone.getByRole("button", { name: "Разрешить", exact: true }).click();
  await form.waitFor({ state: "detached" });
  await eventually(
    async () => (await (await product.signIn(await chosen(phone))).get("/api/searches")).json.data,
    (searches) => searches.length === 1 && searches[0].alerts,
  );
});

withBrowser("whatever the theme, the app follows it at once and can be read", async (browser) => {
  await using product = await startProduct();
  const { phone, app } = await openApp(browser, product);
  await app.locator("article[data-cargo-id]").first().waitFor();
  const seen = new Set<string>();
  for (const name of ["Тёмная тема", "Бледная тема", "Бледная тема"]) {
    await phone.getByRole("button", { name }).click();
    const tokens = await eventually(
      () => tokensOf(app),
      ({ "--page": page }) => page !== undefined && !seen.has(page),
    );
    const colour = (name: string) => tokens[name] ?? "";
    seen.add(colour("--page"));
    await phone.locator(`#app-screen[data-background="${colour("--page")}"]`).waitFor();
    for (const ground of ["--page", "--surface"]) {
      for (const ink of ["--text", "--hint", "--link", "--danger", "--good"]) {
        assert.ok(contrast(colour(ink), colour(ground)) >= 4.5, `${name}: ${ink} on ${ground}`);
      }
      for (const edge of ["--control-line", "--star"]) {
        assert.ok(contrast(colour(edge), colour(ground)) >= 3, `${name}: ${edge} on ${ground}`);
      }
    }
    assert.ok(contrast(colour("--on-accent"), colour("--accent")) >= 4.5, `${name}: buttons`);
  }
});

withBrowser("in an ordinary browser, outside Telegram, the app says how to open it", async (browser) => {
  await using product = await startProduct();
  const page = await browser.newPage();
  await page.goto(product.baseUrl);
  await page.getByRole("heading", { name: "Откройте в Telegram" }).waitFor();
  const link = await page.getByRole("link", { name: "Открыть бота" }).first().getAttribute("href");
  assert.equal(link, "https://t.me/cargotech_sandbox_bot");
});

async function openApp(
  browser: BrowserContext,
  product: Product,
): Promise<{ phone: Page; app: FrameLocator }> {
  const phone = await browser.newPage();
  await phone.emulateMedia({ colorScheme: "light" });
  await phone.setViewportSize({ width: 420, height: 860 });
  await phone.goto(phoneOf(product.telegram.url));
  await phone.locator("#chat-list button").first().click();
  await phone.getByRole("button", { name: "Запустить" }).click();
  await phone.getByRole("button", { name: "Грузы ▣" }).click();
  const app = phone.frameLocator("iframe");
  await app.locator("article[data-cargo-id]").first().waitFor();
  return { phone, app };
}

/** A load whose form lies below the first screen. */
async function openLoad(app: FrameLocator): Promise<void> {
  await app.locator("article[data-cargo-id] h2 a").first().click();
  await app.locator("form[data-form=respond]").waitFor();
}

async function chosen(phone: Page): Promise<number> {
  return Number(await phone.locator("#who").inputValue());
}

function tokensOf(app: FrameLocator): Promise<Record<string, string>> {
  return app.locator("html").evaluate((root) => {
    const style = getComputedStyle(root);
    const names = ["page", "surface", "text", "hint", "link", "danger", "good", "control-line", "star"]
      .concat("accent", "on-accent");
    return Object.fromEntries(names.map((name) => [`--${name}`, style.getPropertyValue(`--${name}`).trim()]));
  });
}
