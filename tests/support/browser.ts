// Journeys in a real browser: Debian's Chromium through playwright-core. A machine without it skips them by name;
// with CI=true it fails instead, so that a green build has really seen the pages.
import { type BrowserContext, chromium } from "playwright-core";
import type { ApiClient } from "./product.ts";

const EXECUTABLE = Deno.env.get("CHROMIUM_PATH") ?? "/usr/bin/chromium";
/** Milliseconds. It only keeps a test from waiting for ever: a busy machine may take its time. */
const PATIENCE = 90_000;
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * A test with a browser of its own (empty profile, closed afterwards). Without Chromium it is reported as ignored
 * under a name that says why.
 */
export function withBrowser(name: string, fn: (browser: BrowserContext) => Promise<void>): void {
  const missing = !exists(EXECUTABLE);
  const ignore = missing && Deno.env.get("CI") !== "true";
  Deno.test({
    name: ignore ? `${name} (skipped: no Chromium at ${EXECUTABLE})` : name,
    ignore,
    // Playwright keeps timers and pipes of its own until the process ends.
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      if (missing) throw new Error(`Cannot run "${name}": no Chromium at ${EXECUTABLE}`);
      const profile = await Deno.makeTempDir({ prefix: "chromium-" });
      const browser = await chromium.launchPersistentContext(profile, {
        executablePath: EXECUTABLE,
        args: FLAGS,
        chromiumSandbox: false,
        timeout: PATIENCE,
      });
      browser.setDefaultTimeout(PATIENCE);
      try {
        await fn(browser);
      } finally {
        await browser.close();
        await Deno.remove(profile, { recursive: true });
      }
    },
  });
}

/** Gives browsers somebody's session: all of them the same one, since a new one ends the one before. */
export async function useSession(
  { baseUrl, token }: ApiClient,
  ...browsers: readonly BrowserContext[]
): Promise<void> {
  for (const browser of browsers) {
    await browser.addCookies([{ name: "session", value: token, url: baseUrl }]);
  }
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
