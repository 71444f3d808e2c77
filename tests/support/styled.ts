// A page is drawn before its style sheets have come as soon as somebody asks where something is.
import type { Page } from "playwright-core";

/** Resolves when every style sheet of the page is there. */
export async function styled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].every(({ sheet }) =>
      sheet !== null
    )
  );
}
