// Walking through pages of events and versions of a stream in a real browser, by keys and by the scrubber.
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Page } from "playwright-core";
import { hearsKeys, listenForKeys } from "../../support/awake.ts";
import { withBrowser } from "../../support/browser.ts";
import { believableHistory } from "./believable_history.ts";
import { positions, served, signedIn } from "./served_console.ts";

/** The step looked at is in sight. */
async function inSight(page: Page): Promise<void> {
  const { height } = page.viewportSize()!;
  const step = (await page.locator(".timeline .current").boundingBox())!;
  ok(step.y > 0 && step.y + step.height < height, `${step.y} and ${step.height} of ${height}`);
}

withBrowser(
  "[ and ] walk through the versions of a stream, and the footer names the keys that work on a page",
  (browser) =>
    served(async (console, { origin }) => {
      await believableHistory(console, 40);
      const page = await browser.newPage();
      await listenForKeys(page);
      const { data: [accepted] } = await console.history.events({
        after: 0,
        limit: 1,
        type: "ResponseAccepted",
      });
      const { streamId, version } = accepted!;
      await page.goto(`${origin}/admin/events`);
      const keys = () => page.locator("footer").innerText().then((text) => text.replaceAll("\n", " "));
      strictEqual(await keys(), "Клавиши: j и k — по строкам Enter — открыть / — к условиям");
      await page.goto(`${origin}/admin/streams/${streamId}?version=${version}`);
      await hearsKeys(page);
      strictEqual(await keys(), "Клавиши: j и k — по строкам Enter — открыть [ — раньше ] — позже");
      await page.keyboard.press("[");
      await page.waitForURL(`**/admin/streams/${streamId}?version=${version - 1}`);
      await hearsKeys(page);
      await page.keyboard.press("]");
      await page.waitForURL(`**/admin/streams/${streamId}?version=${version}`);
      await page.close();
    }),
);

withBrowser(
  "[ and ] walk through the pages of the events, whose cells stand level with the first line of a long name",
  (browser) =>
    served(async (console, { origin }) => {
      const long = `orphan-stripe-cs_test_${"08ad7e8fffa1aa8d".repeat(4)}`;
      for (let n = 0; n < 110; n++) await console.happened(long, signedIn(n));
      const page = await browser.newPage();
      await listenForKeys(page);
      await page.goto(`${origin}/admin/events`);
      await page.waitForSelector('[data-live-state="on"]');
      const top = async (cell: string) => (await page.locator(`${cell} a`).first().boundingBox())!.y;
      const [position, type, stream] = [await top(".position"), await top(".type"), await top(".stream")];
      ok(Math.max(position, type, stream) - Math.min(position, type, stream) < 6, "they begin level");
      await hearsKeys(page);
      await page.keyboard.press("[");
      await page.waitForURL("**/admin/events?before=11");
      deepStrictEqual(await positions(page), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
      await hearsKeys(page);
      ok((await page.locator("footer").innerText()).includes("] — позже"));
      await page.keyboard.press("]");
      await page.waitForURL("**/admin/events?after=10");
      await page.close();
    }),
);

withBrowser(
  "the scrubber shows every version it passes over, and the address follows",
  (browser) =>
    served(async (console, { origin }) => {
      for (let n = 1; n <= 30; n++) await console.happened("driver-1", signedIn(1));
      const page = await browser.newPage();
      await listenForKeys(page);
      await page.goto(`${origin}/admin/streams/driver-1`);
      await hearsKeys(page);
      await inSight(page);
      await page.focus("#scrubber");
      for (let n = 0; n < 5; n++) await page.keyboard.press("ArrowLeft");
      await page.waitForSelector('[data-at-version="25"]');
      await page.waitForURL(({ search }) => search === "?version=25");
      strictEqual(await page.locator("output").textContent(), "25 / 30");
      strictEqual(await page.getAttribute("#since", "placeholder"), "24");
      await inSight(page);
      await page.fill("#since", "3");
      await page.click(".scrubber button");
      await page.getByText("от версии 3 к версии 25").waitFor();
      await page.close();
    }),
);
