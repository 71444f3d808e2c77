// Who opens the app and where to: Telegram's word counts, whatever session the browser still has.
import assert from "node:assert/strict";
import { withBrowser } from "../support/browser.ts";
import { ADMIN, DRIVER, type Product, startProduct } from "../support/product.ts";

withBrowser("another person on the same phone never acts in the name of the one before", async (browser) => {
  await using product = await startProduct();
  const page = await browser.newPage();
  await page.goto(await launch(product, DRIVER, "/profile"));
  await page.getByRole("heading", { name: "Иван" }).waitFor();

  await page.goto("about:blank");
  await page.goto(await launch(product, ADMIN, "/profile"));
  await page.getByRole("heading", { name: "Мария" }).waitFor();
  const answer = await page.goto(`${product.baseUrl}/admin/events`);
  assert.equal(answer?.status(), 200);

  await page.goto("about:blank");
  const old = Math.floor(Date.now() / 1000) - 3600;
  await page.goto(await launch(product, DRIVER, "/profile", { authDate: old }));
  await page.getByText("Вход устарел").waitFor();
  assert.equal(await page.getByText("Мария").count(), 0);
});

withBrowser(
  "a deep link opens its load also when there is a session, and leaves no initData in the address",
  async (browser) => {
    await using product = await startProduct();
    const cargo = await (await product.signIn()).anyCargo();
    const page = await browser.newPage();
    await page.goto(await launch(product, DRIVER, "/"));
    await page.locator("article[data-cargo-id]").first().waitFor();

    await page.goto("about:blank");
    await page.goto(await launch(product, DRIVER, "/", { startParam: `cargo_${cargo}` }));
    await page.waitForURL(`${product.baseUrl}/cargos/${cargo}`);
    await page.getByText(`Груз № ${cargo}`).waitFor();
  },
);

withBrowser("what was typed into an answer survives a session that has ended", async (browser) => {
  await using product = await startProduct();
  const cargo = await (await product.signIn()).anyCargo();
  const page = await browser.newPage();
  await page.goto(await launch(product, DRIVER, `/cargos/${cargo}`));
  const form = page.locator("form[data-form=respond]");
  await form.locator("[name=phone]").fill("8 912 345-67-89");
  await form.locator("[name=comment]").fill("Буду через час");
  await browser.clearCookies();
  await form.locator("[data-action=respond]").click();
  await page.getByText("Отклик не отправлен").waitFor();
  assert.equal(await form.locator("[name=comment]").inputValue(), "Буду через час");
  await form.locator("[data-action=respond]").click();
  await page.locator("#respond [data-status]").first().waitFor();
  assert.equal(await page.getByText("Отклик не отправлен").count(), 0);
});

async function launch(product: Product, userId: number, path: string, extra: object = {}): Promise<string> {
  const initData = await product.initData(userId, extra);
  return `${product.baseUrl}${path}#tgWebAppData=${encodeURIComponent(initData)}&tgWebAppVersion=9.1`;
}
