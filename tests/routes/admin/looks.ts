// How pages of the console look, in both widths and both colours.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Page } from "playwright-core";
import { violations } from "../../support/axe.ts";

/** A folder for pictures to look at. */
const SCREENSHOTS = Deno.env.get("SCREENSHOTS");

/** Sees the page on a phone and on a desk, in light and in dark; `how` says which. */
export async function inEveryLook(page: Page, see: (how: string) => Promise<void>): Promise<void> {
  for (const width of [360, 1280]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await see(`${width} px, ${colorScheme}`);
    }
  }
}

/** The page that is open fits its width and is open to everybody; `name` is for the message and the picture. */
export async function looksWell(page: Page, name: string, how: string): Promise<void> {
  const overflow = await page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth
  );
  strictEqual(overflow, 0, `${name} at ${how} scrolls sideways`);
  deepStrictEqual(await violations(page), [], `${name} at ${how}`);
  if (!SCREENSHOTS) return;
  const picture = `${name} ${how}`.replaceAll(/\W+/g, "-");
  await page.screenshot({ path: `${SCREENSHOTS}/${picture}.png` });
}
