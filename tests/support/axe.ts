// Accessibility of the page that is open, by axe-core.
import axe from "axe-core";
import type { Page } from "playwright-core";

const WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** And what axe itself holds good: landmarks, order of headings, labels in words. */
export const BEST_PRACTICE = [...WCAG_22_AA, "best-practice"];

/** Findings for WCAG 2.2 A and AA unless told otherwise, one text each; empty when there are none. */
export async function violations(page: Page, rules: readonly string[] = WCAG_22_AA): Promise<string[]> {
  for (let tries = 0; tries < 10; tries++) {
    const found = await look(page, rules).catch((error: Error) => {
      // The page was loading itself anew.
      if (!error.message.includes("Execution context was destroyed")) throw error;
      return null;
    });
    if (found) return found;
  }
  throw new Error(`Cannot look at ${page.url()}: it loads itself again and again`);
}

/** Null when the page is another one by the time axe is there. */
async function look(page: Page, rules: readonly string[]): Promise<string[] | null> {
  const loaded = await page.evaluate("typeof axe !== 'undefined'");
  if (!loaded) await page.evaluate(axe.source);
  return await page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe?: typeof import("axe-core") };
    if (!axe) return null;
    const { violations } = await axe.run(document, { runOnly: [...rules], resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  }, rules);
}
