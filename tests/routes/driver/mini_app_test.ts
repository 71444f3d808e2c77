// The Mini App in a real browser: sign-in in one round trip, islands alive after it, no accessibility violations.
import assert from "node:assert/strict";
import axe from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { withBrowser } from "../../support/browser.ts";
import { DRIVER, type Product, startProduct } from "../../support/product.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/** A theme nobody can read: our own colours must take its place. */
const UNREADABLE = { bg_color: "#777777", text_color: "#888888", hint_color: "#808080" };

/** Opens the Mini App as Telegram does; `failures` collects what the page complained about. */
async function launch(browser: BrowserContext, product: Product, path = "/", theme?: object) {
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
    ...(theme && { tgWebAppThemeParams: JSON.stringify(theme) }),
  });
  await page.goto(`${product.baseUrl}${path}#${fragment}`);
  return { page, failures };
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run({ runOnly: ${JSON.stringify(RULES)} })`,
  );
  return violations.map(({ id, nodes }) => `${page.url()}: ${id}: ${nodes[0]?.html}`);
}

withBrowser("the first visit becomes the list in one round trip and its islands live", async (browser) => {
  await using product = await startProduct();
  const { page, failures } = await launch(browser, product, "/?mode=all");
  await page.waitForSelector("[data-cargo-id]");
  assert.equal(page.url(), `${product.baseUrl}/?mode=all`);

  await page.click(".filter summary");
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
  assert.equal(page.url(), `${product.baseUrl}/cargos/${id}`);
  await page.click("[data-back]");
  await page.waitForSelector("[data-cargo-id]");
  assert.equal(page.url(), `${product.baseUrl}/`);
});

withBrowser("outside Telegram and with forged data a person is told where to go", async (browser) => {
  await using product = await startProduct();
  const page = await browser.newPage();
  await page.goto(product.baseUrl);
  assert.ok(await page.isVisible("text=Откройте в Telegram"));
  assert.deepEqual(await violations(page), []);
  await page.goto("about:blank");
  await page.goto(`${product.baseUrl}/#tgWebAppData=user%3D1%26hash%3D00`);
  await page.waitForSelector("[data-state=failed]");
  assert.match(await page.textContent("[data-detail]") ?? "", /Telegram не подтвердил вход/);
  assert.equal(
    await page.getAttribute("[data-state=failed] a", "href"),
    "https://t.me/cargotech_sandbox_bot",
  );
  assert.deepEqual(await violations(page), []);
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
});

for (const scheme of ["light", "dark"] as const) {
  for (const width of [320, 390, 768]) {
    withBrowser(`no screen has violations or scrolls sideways: ${scheme}, ${width} px`, async (browser) => {
      await using product = await startProduct();
      const id = await (await product.signIn()).anyCargo();
      const { page, failures } = await launch(browser, product, "/?mode=all", UNREADABLE);
      await page.setViewportSize({ width, height: 740 });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await page.waitForSelector("[data-cargo-id]");
      const paths = [
        "/?mode=all",
        "/?mode=all&price_min=x&start_name=Ы",
        "/?price_min=999998",
        `/cargos/${id}`,
      ]
        .concat("/cargos/999", "/responses", "/profile", "/subscription", "/nowhere");
      for (const path of paths) {
        await page.goto(product.baseUrl + path);
        assert.deepEqual(await violations(page), []);
        // Twice the text must not push anything out of the screen either.
        for (const size of ["100%", "200%"]) {
          await page.evaluate(`document.documentElement.style.fontSize = "${size}"`);
          const sideways = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
          assert.equal(sideways, 0, `${path} at ${size}`);
        }
      }
      assert.deepEqual(failures, []);
    });
  }
}
