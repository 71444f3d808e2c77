// The Mini App in a real browser: sign-in in one round trip, islands alive after it.
import assert from "node:assert/strict";
import type { BrowserContext } from "playwright-core";
import { BEST_PRACTICE, violations } from "../../support/axe.ts";
import { openFilter } from "../../support/awake.ts";
import { withBrowser } from "../../support/browser.ts";
import { DRIVER, type Product, startProduct } from "../../support/product.ts";

/** Opens the Mini App as Telegram does; `failures` collects what the page complained about. */
async function launch(browser: BrowserContext, product: Product, path = "/") {
  const page = await browser.newPage();
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of (404|422)/.test(message.text())) {
      failures.push(message.text());
    }
  });
  const fragment = new URLSearchParams({
    tgWebAppData: await product.initData(DRIVER),
    tgWebAppVersion: "9.1",
  });
  await page.goto(`${product.baseUrl}${path}#${fragment}`);
  return { page, failures };
}

withBrowser("the first visit becomes the list in one round trip and its islands live", async (browser) => {
  await using product = await startProduct();
  const { page, failures } = await launch(browser, product, "/?mode=all");
  await page.waitForSelector("[data-cargo-id]");
  await page.waitForURL(`${product.baseUrl}/?mode=all`);

  await openFilter(page);
  await page.fill("[name=start_name]", "Моск");
  await page.click("[role=option]");
  await page.click("form[data-form=filter] [type=submit]");
  await page.waitForURL(/start_point_id=\d+/);
  assert.match(await page.textContent(".filter .badge") ?? "", /1\u00a0условие/);
  assert.deepEqual(failures, []);
});

withBrowser("a deep link opens its load, and back leads to the list", async (browser) => {
  await using product = await startProduct();
  const id = await (await product.signIn()).anyCargo();
  const page = await browser.newPage();
  const initData = await product.initData(DRIVER, { startParam: `cargo_${id}` });
  await page.goto(`${product.baseUrl}/#${new URLSearchParams({ tgWebAppData: initData })}`);
  await page.waitForSelector("form[data-form=respond]");
  await page.waitForURL(`${product.baseUrl}/cargos/${id}`);
  await page.click("[data-back]");
  await page.waitForURL(`${product.baseUrl}/`);
  await page.waitForSelector("article[data-cargo-id]");
});

withBrowser("outside Telegram and with forged data a person is told where to go", async (browser) => {
  await using product = await startProduct();
  const page = await browser.newPage();
  await page.goto(product.baseUrl);
  await page.waitForSelector("text=Откройте в Telegram");
  assert.deepEqual(await violations(page, BEST_PRACTICE), []);
  await page.goto("about:blank");
  await page.goto(`${product.baseUrl}/#tgWebAppData=user%3D1%26hash%3D00`);
  await page.waitForSelector("[data-state=failed]");
  assert.match(await page.textContent("[data-detail]") ?? "", /Telegram не подтвердил вход/);
  assert.equal(
    await page.getAttribute("[data-state=failed] a", "href"),
    "https://t.me/cargotech_sandbox_bot",
  );
  assert.deepEqual(await violations(page, BEST_PRACTICE), []);
});

withBrowser(
  "a wrong field is in sight and has the focus; a right answer shows its status",
  async (browser) => {
    await using product = await startProduct();
    const id = await (await product.signIn()).anyCargo();
    const { page, failures } = await launch(browser, product, `/cargos/${id}`);
    await page.fill("[name=phone]", "12");
    await page.click("form[data-form=respond] [type=submit]");
    await page.waitForSelector("[aria-invalid]:focus");
    await page.fill("[name=phone]", "8 912 345-67-89");
    await page.click("form[data-form=respond] [type=submit]");
    await page.waitForSelector("#respond [data-status]");
    assert.deepEqual(failures, []);
  },
);

withBrowser("a decision shows on every open page without a reload", async (browser) => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const id = await driver.anyCargo();
  await driver.post(`/api/cargos/${id}/responses`, { phone: "+79123456789", name: "Иван" });
  const { page: first } = await launch(browser, product, "/responses");
  await first.waitForSelector("[data-status=sent], [data-status=delivered]");
  const pages = await Promise.all(["/responses", `/cargos/${id}`, "/?mode=all"].map(async (path) => {
    const page = await browser.newPage();
    // What happens before the stream is open is not told by it.
    const following = page.waitForResponse(/\/api\/stream/);
    await page.goto(product.baseUrl + path);
    await following;
    return page;
  }));
  for (const page of pages) await page.evaluate("window.untouched = true");
  await product.app.responses.accept(`${DRIVER}-${id}`, {
    actor: { kind: "dispatcher", id: "9", name: "Сергей" },
    correlationId: "test",
  });
  for (const page of pages) {
    await page.waitForSelector(".badge[data-status=accepted]");
    assert.equal(await page.evaluate("window.untouched"), true);
  }
  assert.equal(await pages[0]!.evaluate(LISTENERS_AFTER_BACK), 3, "each kind of change is listened to once");
});

/** A page that is come back to is shown and becomes visible: two events. */
const LISTENERS_AFTER_BACK = `(() => {
  let listeners = 0;
  const listen = EventSource.prototype.addEventListener;
  EventSource.prototype.addEventListener = function (...what) {
    listeners++;
    listen.apply(this, what);
  };
  dispatchEvent(new PageTransitionEvent("pagehide"));
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  document.dispatchEvent(new Event("visibilitychange"));
  return listeners;
})()`;
