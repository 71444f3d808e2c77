// The console in a real browser: live tail, pause, keyboard, accessibility and looks (screenshots on request).
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Page } from "playwright-core";
import { build } from "../../../tools/build/bundle.ts";
import { violations } from "../../support/axe.ts";
import { hearsKeys, listenForKeys } from "../../support/awake.ts";
import { withBrowser } from "../../support/browser.ts";
import { freePort } from "../../support/product.ts";
import { believableHistory } from "./believable_history.ts";
import { ADMIN, type Console, withConsole } from "./console.ts";

const ROOT = new URL("../../../", import.meta.url);
/** A folder for pictures to look at. */
const SCREENSHOTS = Deno.env.get("SCREENSHOTS");

interface Site {
  readonly origin: string;
  /** Drops every connection and the port; resolves when both are gone. */
  stop(): Promise<void>;
  /** Listens again at the same address. */
  start(): void;
}

async function served(use: (console: Console, site: Site) => Promise<void>): Promise<void> {
  const outDir = await Deno.makeTempDir({ prefix: "console-" });
  try {
    const built = new URL(`file://${outDir}/_fresh/`);
    const { snapshot } = await build(ROOT, built);
    await withConsole(async (console) => {
      const handler = console.as(ADMIN, snapshot, built);
      const listen = (port: number) => {
        const closing = new AbortController();
        const options = { port, hostname: "127.0.0.1", signal: closing.signal, onListen: () => {} };
        return { closing, server: Deno.serve(options, (req) => handler(req)) };
      };
      let running = listen(freePort());
      const { port } = running.server.addr;
      const stop = async () => {
        running.closing.abort();
        await running.server.finished;
      };
      const start = () => {
        running = listen(port);
      };
      try {
        await use(console, { origin: `http://127.0.0.1:${port}`, stop, start });
      } finally {
        await stop();
      }
    });
  } finally {
    await Deno.remove(outDir, { recursive: true });
  }
}

const positions = (page: Page) =>
  page.locator("tr[data-position]").evaluateAll((rows) => rows.map((row) => Number(row.dataset.position)));

const rowCount = (page: Page, count: number) =>
  page.waitForFunction((wanted) => document.querySelectorAll("tr[data-position]").length === wanted, count);

/** The step looked at is in sight. */
async function inSight(page: Page): Promise<void> {
  const { height } = page.viewportSize()!;
  const step = (await page.locator(".timeline .current").boundingBox())!;
  ok(step.y > 0 && step.y + step.height < height, `${step.y} and ${step.height} of ${height}`);
}

const signedIn = (driverId: number) => ({ type: "DriverSignedIn", data: { driverId } });

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
      strictEqual(new URL(page.url()).search, "?version=25");
      strictEqual(await page.locator("output").textContent(), "25 / 30");
      strictEqual(await page.getAttribute("#since", "placeholder"), "24");
      await inSight(page);
      await page.fill("#since", "3");
      await page.click(".scrubber button");
      await page.getByText("от версии 3 к версии 25").waitFor();
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

withBrowser(
  "the console fits 360 and 1280 pixels, in light and in dark, without accessibility violations",
  (browser) =>
    served(async (console, { origin }) => {
      await believableHistory(console, 200);
      const { data: [accepted] } = await console.history.events({
        after: 0,
        limit: 1,
        type: "ResponseAccepted",
      });
      const paths = {
        events: "/admin/events",
        empty: "/admin/events?type=Nothing&from=x",
        event: `/admin/events/${accepted!.position}`,
        stream: `/admin/streams/${accepted!.streamId}?version=${accepted!.version}`,
      };
      const page = await browser.newPage();
      await listenForKeys(page);
      for (const width of [360, 1280]) {
        for (const colorScheme of ["light", "dark"] as const) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          for (const [name, path] of Object.entries(paths)) {
            await page.goto(origin + path);
            if (name === "events") {
              await page.waitForSelector('[data-live-state="on"]');
              await page.locator("summary").nth(2).click();
            }
            const label = `${name} at ${width} px, ${colorScheme}`;
            const overflow = await page.evaluate(() =>
              document.documentElement.scrollWidth - document.documentElement.clientWidth
            );
            strictEqual(overflow, 0, `${label} scrolls sideways`);
            deepStrictEqual(await violations(page), [], label);
            if (SCREENSHOTS) {
              await page.screenshot({ path: `${SCREENSHOTS}/${name}-${width}-${colorScheme}.png` });
            }
          }
        }
      }
      await page.close();
    }),
);
