// Accessibility of the page that is open, by axe-core.
import axe from "axe-core";
import type { Page } from "playwright-core";

const WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** And what axe itself holds good: landmarks, order of headings, labels in words. */
export const BEST_PRACTICE = [...WCAG_22_AA, "best-practice"];

/** Findings for WCAG 2.2 A and AA unless told otherwise, one text each; empty when there are none. */
export async function violations(page: Page, rules: readonly string[] = WCAG_22_AA): Promise<string[]> {
  const loaded = await page.evaluate("typeof axe !== 'undefined'");
  if (!loaded) await page.evaluate(axe.source);
  return await page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { runOnly: [...rules], resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
  }, rules);
}
