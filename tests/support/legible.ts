// What keeps somebody from reading a page of the Mini App on the narrowest phone.
import type { Page } from "playwright-core";
import { BEST_PRACTICE, violations } from "./axe.ts";

/** What axe finds in light and dark, and what is cut off, also with text twice as large; one text each. */
export async function unreadable(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.setViewportSize({ width: 320, height: 740 });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    found.push(
      ...(await violations(page, BEST_PRACTICE)).map((one) => `${page.url()} ${colorScheme} ${one}`),
    );
  }
  for (const size of ["200%", ""]) {
    await page.evaluate((size) => void (document.documentElement.style.fontSize = size), size);
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (isWide) found.push(`${page.url()} is wider than the screen with text of ${size || "the usual size"}`);
  }
  return found;
}
