// What is pressed or typed before the scripts of a page are awake is heard by nobody.
import type { Page } from "playwright-core";

/** To be called before the page is opened: from then on `hearsKeys` can tell. */
export async function listenForKeys(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { addEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (
      this: EventTarget,
      ...args: Parameters<typeof addEventListener>
    ) {
      if (args[0] === "keydown" && this === globalThis) Object.assign(globalThis, { hearsKeys: true });
      addEventListener.apply(this, args);
    };
  });
}

/** Resolves when the page of the console that is open hears keys. Its other islands woke before that. */
export async function hearsKeys(page: Page): Promise<void> {
  await page.waitForFunction(() => "hearsKeys" in globalThis);
}

/** Opens the filter of the list as a sheet: until its script has come it opens in its place. */
export async function openFilter(page: Page): Promise<void> {
  const summary = page.locator("details.filter > summary");
  while (await page.locator("dialog:modal").count() === 0) await summary.click();
}
