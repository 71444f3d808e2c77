// The live tail in a real browser: pause, keyboard, a server that goes away, more events than anybody reads.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Page } from "playwright-core";
import { hearsKeys, listenForKeys } from "../../support/awake.ts";
import { withBrowser } from "../../support/browser.ts";
import { positions, served, signedIn } from "./served_console.ts";

const rowCount = (page: Page, count: number) =>
  page.waitForFunction((wanted) => document.querySelectorAll("tr[data-position]").length === wanted, count);

withBrowser(
  "the live tail shows every new event once, holds them back in a pause, and walks by keyboard",
  (browser) =>
    served(async (console, { origin }) => {
      await console.happened("driver-1", signedIn(1));
      const page = await browser.newPage();
      await listenForKeys(page);
      await page.goto(`${origin}/admin/events?type=DriverSignedIn`);
      await page.waitForSelector('[data-live-state="on"]');
      for (let n = 2; n <= 4; n++) await console.happened(`driver-${n}`, signedIn(n));
      await console.happened("driver-1", { type: "DriverSignedOut", data: { driverId: 1 } });
      await rowCount(page, 4);
      deepStrictEqual(await positions(page), [4, 3, 2, 1]);

      await page.click(".live button");
      for (let n = 6; n <= 7; n++) await console.happened(`driver-${n}`, signedIn(n));
      await page.getByText("2 новых события").waitFor();
      strictEqual((await positions(page)).length, 4);
      await page.click(".live button");
      await rowCount(page, 6);
      deepStrictEqual(await positions(page), [7, 6, 4, 3, 2, 1]);

      await hearsKeys(page);
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      strictEqual(await page.locator('tr[data-position="6"] details').getAttribute("open"), "");
      await page.keyboard.press("k");
      await page.keyboard.press("Enter");
      strictEqual(await page.locator('tr[data-position="7"] details').getAttribute("open"), "");
      await page.keyboard.press("/");
      await page.keyboard.type("jk/");
      strictEqual(await page.inputValue("#search-stream"), "jk/");
      await page.keyboard.press("Escape");
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      strictEqual(await page.locator('tr[data-position="6"] details').getAttribute("open"), null);
      strictEqual(await page.inputValue("#search-stream"), "jk/");
      await page.close();
    }),
);

withBrowser(
  "the live tail loses and repeats nothing when the server goes away and comes back",
  (browser) =>
    served(async (console, { origin, stop, start }) => {
      await console.happened("driver-1", signedIn(1));
      const page = await browser.newPage();
      await listenForKeys(page);
      await page.goto(`${origin}/admin/events`);
      await page.waitForSelector('[data-live-state="on"]');
      await console.happened("driver-2", signedIn(2));
      await rowCount(page, 2);
      await stop();
      await page.waitForSelector('[data-live-state="connecting"]');
      for (let n = 3; n <= 5; n++) await console.happened(`driver-${n}`, signedIn(n));
      start();
      await page.waitForSelector('[data-live-state="on"]');
      await console.happened("driver-6", signedIn(6));
      await rowCount(page, 6);
      deepStrictEqual(await positions(page), [6, 5, 4, 3, 2, 1]);
      await page.close();
    }),
);

withBrowser(
  "the live tail keeps up with 200 events a second, keeps the newest 500 rows and misses none",
  (browser) =>
    served(async (console, { origin }) => {
      const page = await browser.newPage();
      await listenForKeys(page);
      await page.goto(`${origin}/admin/events`);
      await page.waitForSelector('[data-live-state="on"]');
      for (let n = 1; n <= 1_000; n++) {
        await console.happened(`driver-${n % 9}`, signedIn(n));
        if (n % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await page.waitForSelector('tr[data-position="1000"]');
      deepStrictEqual(await positions(page), Array.from({ length: 500 }, (_, index) => 1_000 - index));
      await page.getByText("Здесь последние 500").waitFor();
      await page.getByText("+1000").waitFor();
      await page.close();
    }),
);
