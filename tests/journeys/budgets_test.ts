// What a visit may weigh, on the wire: scripts, styles and the page of the list. On a slow line nothing jumps.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { useSession, withBrowser } from "../support/browser.ts";
import { DRIVER, startProduct } from "../support/product.ts";
import { loadedBy, onSlowLine, vitalsOf } from "../support/slow_line.ts";

const KB = 1024;
const BUDGET = { js: 25 * KB, css: 10 * KB, html: 20 * KB };
/** Old web views and some operators' proxies take no brotli: what a first visit fetches then. */
const GZIP_JS = 23 * KB;
const MAX_SHIFT = 0.02;

withBrowser("the list stays within its budgets, from one origin, without web fonts", async (browser) => {
  await using product = await startProduct();
  const page = browser.pages()[0] ?? await browser.newPage();
  const initData = encodeURIComponent(await product.initData(DRIVER));
  // The first visit weighs most: later ones need no signing in, and have scripts and styles already.
  await page.goto(`${product.baseUrl}/?mode=all#tgWebAppData=${initData}&tgWebAppVersion=9.1`, {
    waitUntil: "networkidle",
  });
  await page.locator("article[data-cargo-id]").first().waitFor();
  const loaded = await loadedBy(page);
  const bytes = (which: RegExp) =>
    loaded.filter(({ url }) => which.test(new URL(url).pathname)).reduce((sum, { bytes }) => sum + bytes, 0);
  const weights = { js: bytes(/\.js$/), css: bytes(/\.css$/), html: bytes(/^\/api\/auth\/telegram$/) };
  for (const kind of ["js", "css", "html"] as const) {
    const [weight, limit] = [weights[kind], BUDGET[kind]];
    assert.ok(weight > 0 && weight <= limit, `${kind}: ${weight} of ${limit} bytes`);
  }
  const scripts = new Set(loaded.map(({ url }) => url).filter((url) => /\.js$/.test(new URL(url).pathname)));
  let gzipped = 0;
  for (const url of scripts) gzipped += gzipSync(await (await fetch(url)).bytes()).length;
  assert.ok(gzipped <= GZIP_JS, `js by gzip: ${gzipped} of ${GZIP_JS} bytes in ${[...scripts].join(" ")}`);
  assert.deepEqual(loaded.filter(({ url }) => new URL(url).origin !== product.baseUrl), []);
  assert.deepEqual(loaded.filter(({ url }) => /\.(woff2?|ttf|otf)(\?|$)/.test(url)), []);
});

withBrowser("on a slow line nothing jumps while a page arrives", async (browser) => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const cargo = await driver.anyCargo();
  await useSession(driver, browser);
  for (const path of ["/?mode=all", `/cargos/${cargo}`, "/responses", "/profile"]) {
    // A tab of its own: the shifts of one page are not those of the next.
    const page = await browser.newPage();
    await page.setViewportSize({ width: 360, height: 740 });
    await onSlowLine(page);
    await page.goto(product.baseUrl + path, { waitUntil: "networkidle" });
    const { cls } = await vitalsOf(page);
    assert.ok(cls <= MAX_SHIFT, `${path}: ${cls}`);
    await page.close();
  }
});
