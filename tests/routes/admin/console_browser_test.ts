// The console's pages of events in a real browser: looks and accessibility.
import { withBrowser } from "../../support/browser.ts";
import { believableHistory } from "./believable_history.ts";
import { inEveryLook, looksWell } from "./looks.ts";
import { served } from "./served_console.ts";

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
      await inEveryLook(page, async (how) => {
        for (const [name, path] of Object.entries(paths)) {
          await page.goto(origin + path);
          if (name === "events") {
            await page.waitForSelector('[data-live-state="on"]');
            await page.locator("summary").nth(2).click();
          }
          await looksWell(page, name, how);
        }
      });
      await page.close();
    }),
);
