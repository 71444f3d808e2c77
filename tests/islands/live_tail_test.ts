// The live tail takes over the table of events without moving it.
import assert from "node:assert/strict";
import { withBrowser } from "../support/browser.ts";
import { ADMIN, startProduct } from "../support/product.ts";
import { styled } from "../support/styled.ts";

withBrowser("the table of events stays where it was drawn when its live bar appears", async (browser) => {
  await using product = await startProduct();
  const { token } = await product.signIn(ADMIN);
  await browser.addCookies([{ name: "session", value: token, url: product.baseUrl }]);
  const page = await browser.newPage();
  const { promise: told, resolve: goOn } = Promise.withResolvers<void>();
  await page.route(/\.js$/, (route) => told.then(() => route.continue()));

  const loaded = page.goto(`${product.baseUrl}/admin/events`);
  await page.locator(".event").first().waitFor();
  await styled(page);
  const place = async () => (await page.locator("table.events").boundingBox())?.y;
  const before = await place();
  assert.equal(await page.locator(".live").isVisible(), false);
  goOn();
  await loaded;
  await page.locator("[data-live-state=on]").waitFor();
  assert.equal(await place(), before);
});
