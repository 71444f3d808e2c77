// The main job in a real browser: a driver starts the bot, opens the app, finds a load and answers it; the dispatcher
// gets the answer and accepts it; the driver sees it; an admin watches the events arrive.
import type { FrameLocator, Page } from "playwright-core";
import { withBrowser } from "../support/browser.ts";
import { ADMIN, DRIVER, phoneOf, type Product, startProduct } from "../support/product.ts";

withBrowser(
  "a driver answers a load, the dispatcher accepts it, the admin sees it happen",
  async (browser) => {
    await using product = await startProduct();
    const admin = await openConsole(await browser.newPage(), product);

    const phone = await browser.newPage();
    await phone.setViewportSize({ width: 1280, height: 860 });
    await phone.goto(phoneOf(product.telegram.url));
    await phone.getByRole("button", { name: "Запустить" }).click();
    await phone.getByText("Здесь грузы по всей России").waitFor();
    await phone.getByRole("button", { name: "Грузы ▣" }).click();

    const app = phone.frameLocator("iframe");
    const card = app.locator("article[data-cargo-id]").first();
    const cargoId = await card.getAttribute("data-cargo-id");
    await card.locator('[data-action="respond"]').click();
    await answer(app);
    await app.locator("[data-status]").first().waitFor();

    await phone.getByText("Отклик на груз").waitFor();
    await phone.getByRole("button", { name: "Принять" }).click();
    await phone.getByText("Принят — Сергей Орлов").waitFor();
    // The open load says so by itself.
    await app.locator('#respond [data-status="accepted"]').first().waitFor();

    await openResponses(app);
    await app.locator('[data-status="accepted"]').first().waitFor();
    for (const type of ["CargoResponded", "ResponseDelivered", "ResponseAccepted"]) {
      await admin.getByText(type, { exact: true }).first().waitFor();
    }
    await admin.goto(
      `http://127.0.0.1:${new URL(product.baseUrl).port}/admin/streams/response-${DRIVER}-${cargoId}`,
    );
    await admin.getByText("accepted").first().waitFor();
  },
);

/** The console in a tab of its own: another host name, so that it does not share the driver's cookie. */
async function openConsole(page: Page, product: Product): Promise<Page> {
  const origin = `http://127.0.0.1:${new URL(product.baseUrl).port}`;
  await page.goto(
    `${origin}/#tgWebAppData=${encodeURIComponent(await product.initData(ADMIN))}&tgWebAppVersion=9.1`,
  );
  await page.locator("article[data-cargo-id]").first().waitFor();
  await page.goto(`${origin}/admin/events`);
  return page;
}

async function answer(app: FrameLocator): Promise<void> {
  const form = app.locator('form[data-form="respond"]');
  await form.locator('[name="phone"]').fill("8 912 345-67-89");
  await form.locator('[name="name"]').fill("Иван");
  await form.locator('[name="comment"]').fill("Буду через час");
  await form.locator('[data-action="respond"]').click();
}

async function openResponses(app: FrameLocator): Promise<void> {
  await app.getByRole("link", { name: "Отклики" }).click();
  await app.getByRole("heading", { name: "Отклики" }).waitFor();
}
