// CargoTech failing in every way while a driver looks on, in a real browser: what was seen stays, with its age and a
// sentence, and what was never seen is refused with a sentence that helps; and answers of its dictionary that come in the
// wrong order.
import assert from "node:assert/strict";
import type { BrowserContext, Page, Request } from "playwright-core";
import { openFilter } from "../support/awake.ts";
import { withBrowser } from "../support/browser.ts";
import { DRIVER, eventually, type Product, startProduct } from "../support/product.ts";

const NO_ANSWER = "Биржа не отвечает";

interface Fault {
  /** For the sandbox. */
  readonly command: object;
  /** What a driver reads who asks for something nobody has seen. */
  readonly cold: string;
}

const FAULTS: Record<string, Fault> = {
  "down": { command: { fault: { path: "/v", status: 503 } }, cold: NO_ANSWER },
  "a 401 storm": { command: { fault: { path: "/v", status: 401 } }, cold: NO_ANSWER },
  "a closed account": { command: { suspended: true }, cold: "Доступ закрыт, напишите в поддержку" },
  "too many requests": {
    command: { fault: { path: "/v", status: 429, retryAfter: 600 } },
    cold: NO_ANSWER,
  },
  "torn JSON": { command: { fault: { path: "/v", torn: true } }, cold: NO_ANSWER },
  "HTML instead of JSON": { command: { fault: { path: "/v", html: true, status: 200 } }, cold: NO_ANSWER },
};

withBrowser("whatever CargoTech does, a driver sees loads or a sentence that helps", async (browser) => {
  // A slow exchange is given its time before the driver hears that it does not answer: meanwhile the other faults.
  await using slow = await startFaulty();
  const patient = await openList(browser, slow.product);
  await slow.product.control(slow.product.cargotech, { latencyMs: 30_000 });
  await staysInSight(patient, slow, "slow");
  const asked = patient.goto(slow.cold);

  for (const [what, { command, cold }] of Object.entries(FAULTS)) {
    await using faulty = await startFaulty();
    const { product } = faulty;
    const page = await openList(browser, product);
    const opened = await ids(page);
    await page.goto(`${product.baseUrl}/cargos/${opened[0]}`);
    const contact = await page.locator("a[href^='tel:']").first().getAttribute("href");
    await page.goto(faulty.warm);
    await product.control(product.cargotech, command);

    await staysInSight(page, faulty, what);
    await page.goto(`${product.baseUrl}/cargos/${opened[0]}`);
    await eventually(
      async () => (await page.reload(), await page.locator("[data-stale]").count()),
      (n) => n > 0,
    );
    assert.equal(await page.locator("a[href^='tel:']").first().getAttribute("href"), contact, what);

    const listed = await page.goto(`${product.baseUrl}/cargos/${opened[1]}`);
    assert.equal(listed?.status(), 200, `${what}: a load of the list that was never opened`);
    await page.locator("[data-action=respond]").first().waitFor();

    for (const address of [faulty.cold, `${product.baseUrl}/cargos/${unseen(product, opened)}`]) {
      const answer = await page.goto(address);
      assert.equal(answer?.status(), 503, `${what}: ${address}`);
      await page.getByText(cold).first().waitFor();
    }
    await page.close();
    assert.deepEqual(crashes(product), [], what);
  }

  await malformedRow(browser);

  assert.equal((await asked)?.status(), 503);
  await patient.getByText(NO_ANSWER).first().waitFor();
  await patient.close();
});

/** One malformed load of twenty is left out, and what was known of it stays. */
async function malformedRow(browser: BrowserContext): Promise<void> {
  await using faulty = await startFaulty();
  const { product } = faulty;
  const page = await openList(browser, product);
  const before = await ids(page);
  await page.goto(`${product.baseUrl}/cargos/${before[0]}`);
  await page.goto(faulty.warm);
  await product.control(product.cargotech, { fault: { path: "/v", malformedRow: true } });
  const after = await eventually(
    async () => (await page.reload(), await ids(page)),
    (seen) => seen.length === before.length - 1,
  );
  assert.deepEqual(after, before.slice(1));
  // One was opened before, of the other nothing but its card is known.
  for (const id of [before[0], before[1]]) {
    assert.equal((await page.goto(`${product.baseUrl}/cargos/${id}`))?.status(), 200);
    await page.locator("[data-action=respond]").first().waitFor();
  }
  const unknown = await page.goto(`${product.baseUrl}/cargos/${unseen(product, before)}`);
  assert.equal(unknown?.status(), 503);
  await page.getByText(NO_ANSWER).waitFor();
  await page.close();
  assert.deepEqual(crashes(product), []);
}

interface Faulty extends AsyncDisposable {
  readonly product: Product;
  /** The list that has been looked at, and one that has not. */
  readonly warm: string;
  readonly cold: string;
}

/** A product whose answers are old after a second; its sandbox is mended before it stops. */
async function startFaulty(): Promise<Faulty> {
  const product = await startProduct({ LIST_CACHE_TTL: "1", DETAIL_CACHE_TTL: "1" });
  return {
    product,
    warm: `${product.baseUrl}/?mode=all`,
    cold: `${product.baseUrl}/?mode=all&distance_min=77`,
    async [Symbol.asyncDispose]() {
      await product.control(product.cargotech, { clearFaults: true, latencyMs: 0, suspended: false });
      await product[Symbol.asyncDispose]();
    },
  };
}

async function openList(browser: BrowserContext, product: Product): Promise<Page> {
  const page = await browser.newPage();
  const initData = encodeURIComponent(await product.initData(DRIVER));
  await page.goto(`${product.baseUrl}/?mode=all#tgWebAppData=${initData}&tgWebAppVersion=9.1`);
  await page.locator("article[data-cargo-id]").first().waitFor();
  return page;
}

function ids(page: Page): Promise<(string | null)[]> {
  return page.locator("article[data-cargo-id]").evaluateAll((cards) =>
    cards.map((card) => card.getAttribute("data-cargo-id"))
  );
}

/** The list that was seen before is there in full, with a warning. */
async function staysInSight(page: Page, { warm }: Faulty, what: string): Promise<void> {
  const before = await ids(page);
  const warning = page.locator("[data-stale]");
  await eventually(async () => {
    assert.equal((await page.goto(warm))?.status(), 200, what);
    return await warning.count();
  }, (warnings) => warnings === 1);
  assert.deepEqual(await ids(page), before, what);
  assert.match(await warning.innerText(), /показываем сохранённое/, what);
}

/** A load that exists and that no page has shown. */
function unseen({ cargotech }: Product, seen: readonly (string | null)[]): string {
  const load = cargotech.world.loads().findLast(({ id }) => !seen.includes(String(id)));
  if (!load) throw new Error("Cannot find a load that is not in the list");
  return String(load.id);
}

/** What the product has logged as an error of its own. */
function crashes({ logs }: Product): string[] {
  return logs.filter((line) => line.includes('"status":500') || line.includes("unexpected error"));
}

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
  await openFilter(page);
  const isLate = (request: Request) => new URL(request.url()).searchParams.get("name") === "Ка";
  // Read to the end, or given up before.
  const over = Promise.race([
    page.waitForEvent("requestfinished", isLate),
    page.waitForEvent("requestfailed", isLate),
  ]);
  const field = page.locator('[name="start_name"]');
  await field.pressSequentially("Ка");
  await first.promise;
  await field.pressSequentially("за");
  const options = page.locator('#cities-start [role="option"]');
  await options.getByText("Казань").or(options.filter({ hasText: "Казань" })).first().waitFor();
  held.resolve();
  await over;
  await page.evaluate("new Promise((resolve) => setTimeout(resolve, 0))");
  assert.deepEqual(await options.allInnerTexts(), ["Казань"]);
});
