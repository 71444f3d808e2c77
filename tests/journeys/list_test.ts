// The list on a phone, from the filter to the sixtieth load and back, by touch and without JavaScript.
import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { openFilter } from "../support/awake.ts";
import { withBrowser } from "../support/browser.ts";
import { DRIVER, eventually, type Product, startProduct } from "../support/product.ts";

withBrowser(
  "a driver filters by city, reads sixty loads, is back where they were, and sees prices change in place",
  async (browser) => {
    {
      await using product = await startProduct();
      const page = await openList(browser, product);
      await filterByCity(page);
      await readSixty(page);
      await comeBack(page);
      await comeBackByTab(page);
      await withoutScripts(browser, product);
    }
    await pricesChangeInPlace(browser);
  },
);

async function openList(browser: BrowserContext, product: Product): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewportSize({ width: 360, height: 740 });
  const devtools = await browser.newCDPSession(page);
  await devtools.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  await page.addInitScript(() => {
    const shifts = Object.assign(globalThis, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (
        const shift of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]
      ) {
        if (!shift.hadRecentInput) shifts.shifted += shift.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(await launch(product, "/?mode=all"));
  await page.locator("article[data-cargo-id]").first().waitFor();
  return page;
}

async function filterByCity(page: Page): Promise<void> {
  await openFilter(page);
  await page.locator("[name=start_name]").fill("Моск");
  await page.getByRole("option", { name: "Москва" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const submit = page.locator("form[data-form=filter] [type=submit]");
  await submit.filter({ hasText: /Показать \d+\sгруз/ }).waitFor();
  await submit.click();
  await page.waitForURL(/start_point_id=\d+/);
  await page.getByRole("link", { name: "Убрать условие: Из: Москва +50 км" }).waitFor();
}

async function readSixty(page: Page): Promise<void> {
  const cards = page.locator("article[data-cargo-id]");
  for (const known of [20, 40]) {
    await page.locator("[data-action=more]").scrollIntoViewIfNeeded();
    await cards.nth(known).waitFor();
  }
  const ids = await idsOn(page);
  assert.ok(ids.length >= 60, String(ids.length));
  assert.equal(new Set(ids).size, ids.length);
  assert.match(
    await page.locator("[data-shown]").textContent() ?? "",
    new RegExp(`^Показано ${ids.length} из`),
  );
  const shifted = await page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted);
  assert.ok(shifted <= 0.02, `everything moved by ${shifted}`);
}

async function comeBack(page: Page): Promise<void> {
  const address = page.url();
  const card = page.locator("article[data-cargo-id]").nth(50);
  const id = await card.getAttribute("data-cargo-id");
  await card.scrollIntoViewIfNeeded();
  const before = await card.boundingBox();
  await page.evaluate(noteGoing);
  await card.locator("h2 a").click();
  await page.getByText(`Груз № ${id}`).waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.getItem("went")), `/cargos/${id}`);
  await page.locator("a[data-back]").click();
  await page.waitForURL(address);
  const again = page.locator(`article[data-cargo-id="${id}"]`);
  await again.waitFor();
  await page.locator("[data-going]").waitFor({ state: "detached" });
  await page.waitForFunction(
    ([id, y]) =>
      Math.abs(
        (document.querySelector(`[data-cargo-id="${id}"]`)?.getBoundingClientRect().top ?? 1e6) - Number(y),
      ) < 8,
    [id, before?.y] as const,
  );
}

/** The page is gone a moment after a link shows that it was pressed: what it showed is kept for the page after it. */
function noteGoing(): void {
  new MutationObserver(() => {
    const link = document.querySelector("[data-going]");
    if (link) sessionStorage.setItem("went", link.getAttribute("href")!);
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["data-going"] });
}

/** From anywhere the tab of the list leads to the list that was left, filters and place included. */
async function comeBackByTab(page: Page): Promise<void> {
  const address = page.url();
  const card = page.locator("article[data-cargo-id]").nth(30);
  await card.scrollIntoViewIfNeeded();
  const id = await card.getAttribute("data-cargo-id");
  await page.getByRole("link", { name: "Профиль", exact: true }).click();
  await page.waitForURL(/profile$/);
  await page.getByRole("link", { name: "Грузы", exact: true }).click();
  await page.waitForURL(address);
  const again = page.locator(`article[data-cargo-id="${id}"]`);
  await again.waitFor();
  await page.waitForFunction((id) => {
    const top = document.querySelector(`[data-cargo-id="${id}"]`)?.getBoundingClientRect().top ?? 1e6;
    return top > 0 && top < innerHeight;
  }, id);
}

async function withoutScripts(browser: BrowserContext, product: Product): Promise<void> {
  const page = await browser.newPage();
  await page.setViewportSize({ width: 360, height: 740 });
  const devtools = await browser.newCDPSession(page);
  await devtools.send("Emulation.setScriptExecutionDisabled", { value: true });
  await page.goto(`${product.baseUrl}/?mode=all`);
  const first = await idsOn(page);
  await page.locator("[data-action=more]").click();
  await page.waitForURL(/offset=20/);
  const second = await idsOn(page);
  assert.equal(new Set([...first, ...second]).size, 40);

  await page.locator(".filter summary").click();
  await page.locator("[name=start_name]").fill("Казань");
  await page.locator("[name=wv_t]").fill("20");
  await page.locator("[name=wv_m3]").fill("82,5");
  await page.locator("form[data-form=filter] [type=submit]").click();
  await page.getByRole("link", { name: "Убрать условие: 20 т / 82,5 м³" }).waitFor();
  await page.locator(".sort summary").click();
  await page.getByRole("link", { name: "Сначала дорогие" }).click();
  await page.waitForURL(/sort=price/);
  await page.getByRole("link", { name: "Убрать условие: Из: Казань" }).click();
  await page.waitForURL((url) =>
    url.searchParams.get("sort") === "price" && !url.searchParams.has("start_name")
  );
}

async function pricesChangeInPlace(browser: BrowserContext): Promise<void> {
  await using product = await startProduct({ LIST_CACHE_TTL: "1" });
  const page = await browser.newPage();
  await page.clock.install();
  await page.goto(await launch(product, "/?mode=all&price_min=1000"));
  await page.locator("article[data-cargo-id]").first().waitFor();
  const heights = () =>
    page.locator("article").evaluateAll((cards) => cards.map((card) => card.clientHeight));
  const before = await heights();
  const [dearer, gone] = (await idsOn(page)).map(Number);
  await product.control(product.cargotech, { changePrice: { id: dearer, price: 12_345_600 } });
  await product.control(product.cargotech, { removeLoad: gone });
  const told = page.locator(`article[data-cargo-id="${gone}"]`).getByText("Груза больше нет");
  await eventually(async () => {
    // A minute by the page's own clock.
    await page.clock.fastForward(61_000);
    return await told.count();
  }, (count) => count === 1);
  const price = await page.locator(`article[data-cargo-id="${dearer}"] .price`).textContent();
  assert.match(price?.replace(/\s/g, " ") ?? "", /^123 456 ₽.*123 456 рублей/);
  assert.deepEqual(await heights(), before);
}

async function launch(product: Product, path: string): Promise<string> {
  const initData = encodeURIComponent(await product.initData(DRIVER));
  return `${product.baseUrl}${path}#tgWebAppData=${initData}&tgWebAppVersion=9.1`;
}

async function idsOn(page: Page): Promise<string[]> {
  return await page.locator("article[data-cargo-id]").evaluateAll((cards) =>
    cards.map((card) => card.getAttribute("data-cargo-id") ?? "")
  );
}
