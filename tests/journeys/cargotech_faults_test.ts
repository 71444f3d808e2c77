// CargoTech failing in every way while a driver looks on, in a real browser: the loads stay, with their age and a
// sentence; and answers of its dictionary that come in the wrong order.
import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { withBrowser } from "../support/browser.ts";
import { DRIVER, eventually, type Product, startProduct } from "../support/product.ts";

const FAULTS: Record<string, object> = {
  "down": { fault: { path: "/v", status: 503 } },
  "slow": { latencyMs: 30_000 },
  "a 401 storm": { fault: { path: "/v2", status: 401 } },
  "HTML instead of JSON": { fault: { path: "/v", html: true, status: 200 } },
  "torn JSON": { fault: { path: "/v2", torn: true } },
  "too many requests": { fault: { path: "/v2", status: 429, retryAfter: 600 } },
  "a closed account": { suspended: true },
};

async function openList(browser: BrowserContext, product: Product): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  const initData = encodeURIComponent(await product.initData(DRIVER));
  await page.goto(`${product.baseUrl}/?mode=all#tgWebAppData=${initData}&tgWebAppVersion=9.1`);
  await page.locator("article[data-cargo-id]").first().waitFor();
  return page;
}

withBrowser(
  "the loads stay in sight whatever CargoTech does, with a sentence about their age",
  async (browser) => {
    for (const [what, command] of Object.entries(FAULTS)) {
      await using product = await startProduct({ LIST_CACHE_TTL: "1" });
      await browser.clearCookies();
      const page = await openList(browser, product);
      const loads = page.locator("article[data-cargo-id]");
      const before = await loads.count();
      await product.control(product.cargotech, command);
      const warning = page.locator("[data-stale]");
      await eventually(
        async () => ({ status: (await page.reload())!.status(), warnings: await warning.count() }),
        ({ warnings }) => warnings === 1,
      );
      assert.equal(await loads.count(), before, what);
      assert.match(await warning.innerText(), /показываем сохранённое/, what);

      // A slow exchange is given its time before the driver hears that it does not answer; everything else is said soon.
      if (what !== "slow") {
        await page.goto(`${product.baseUrl}/?mode=all&distance_min=77`);
        const sentence = "suspended" in command ? "Доступ закрыт, напишите в поддержку" : "Биржа не отвечает";
        await page.getByText(sentence).waitFor();
      }
      await product.control(product.cargotech, { clearFaults: true, latencyMs: 0, suspended: false });
      await page.close();
    }
  },
);

withBrowser("an answer about a city that comes late never replaces a newer one", async (browser) => {
  await using product = await startProduct();
  const page = await openList(browser, product);
  const held = Promise.withResolvers<void>();
  const first = Promise.withResolvers<void>();
  await page.route(/dictionaries\/points/, async (route) => {
    const name = new URL(route.request().url()).searchParams.get("name");
    if (name === "Ка") {
      first.resolve();
      await held.promise;
      // The page may have given the question up by now.
      return await route.fulfill({ json: { data: [{ id: 1, name: "Калуга" }] } }).catch(() => {});
    }
    await route.fulfill({ json: { data: [{ id: 2, name: "Казань" }] } });
  });
  await page.locator("details.filter > summary").click();
  const field = page.locator('[name="start_name"]');
  await field.pressSequentially("Ка");
  await first.promise;
  await field.pressSequentially("за");
  const options = page.locator('#cities-start [role="option"]');
  await options.getByText("Казань").or(options.filter({ hasText: "Казань" })).first().waitFor();
  held.resolve();
  await page.evaluate("new Promise((resolve) => setTimeout(resolve, 0))");
  assert.deepEqual(await options.allInnerTexts(), ["Казань"]);
});
