// The list on a cheap phone on bad 3G (400 kbit/s, 400 ms, a processor four times slower): when its largest part is
// painted, on a first visit that signs in and on a later one with nothing cached.
import { type BrowserContext, chromium } from "playwright-core";
import { DRIVER, type Product, startProduct } from "../tests/support/product.ts";
import { onSlowLine, vitalsOf } from "../tests/support/slow_line.ts";
import { against, median, type Row } from "./measure.ts";

const EXECUTABLE = Deno.env.get("CHROMIUM_PATH") ?? "/usr/bin/chromium";
/** Milliseconds. */
const LIMIT = 4000;

export async function benchPageLoad(quick: boolean): Promise<Row[]> {
  await using product = await startProduct();
  const driver = await product.signIn();
  // The upstream is not what is measured.
  await driver.get("/?mode=all");
  const rounds = quick ? 1 : 3;
  const visits: Record<string, (browser: BrowserContext) => Promise<string>> = {
    "first visit, signing in": async () => {
      const initData = encodeURIComponent(await product.initData(DRIVER));
      return `/?mode=all#tgWebAppData=${initData}&tgWebAppVersion=9.1`;
    },
    "signed in, nothing cached": async (browser) => {
      const { token } = await product.signIn();
      await browser.addCookies([{ name: "session", value: token, url: product.baseUrl }]);
      return "/?mode=all";
    },
  };
  const rows: Row[] = [];
  for (const [name, addressFor] of Object.entries(visits)) {
    const paints: number[] = [];
    for (let round = 0; round < rounds; round++) paints.push(await visit(product, addressFor));
    rows.push(against(`largest paint on 3G: ${name}`, "ms", median(paints), LIMIT));
  }
  return rows;
}

/** Milliseconds until the largest part of the list is painted, in a browser that has never been here. */
async function visit(
  product: Product,
  addressFor: (browser: BrowserContext) => Promise<string>,
): Promise<number> {
  const profile = await Deno.makeTempDir({ prefix: "chromium-" });
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: EXECUTABLE,
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
    chromiumSandbox: false,
  });
  try {
    const page = browser.pages()[0] ?? await browser.newPage();
    await page.setViewportSize({ width: 360, height: 740 });
    const address = await addressFor(browser);
    await onSlowLine(page);
    await page.goto(product.baseUrl + address);
    await page.locator("article[data-cargo-id]").first().waitFor();
    await page.waitForLoadState("networkidle");
    return (await vitalsOf(page)).lcp;
  } finally {
    await browser.close();
    await Deno.remove(profile, { recursive: true });
  }
}
