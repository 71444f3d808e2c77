// Every screen of a driver, by axe-core for WCAG 2.2 AA and its best practices: light, dark and a theme that is hard to
// read, on three widths; then with text twice as large on the narrowest, where nothing may be cut off or too small to hit.
import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { BEST_PRACTICE, violations } from "../support/axe.ts";
import { useSession, withBrowser } from "../support/browser.ts";
import { type ApiClient, type Product, startProduct } from "../support/product.ts";

const WIDTHS = [320, 390, 768];
const SCHEMES = ["light", "dark"] as const;
/** Made by a person, pretty and hard to read. */
const PALE = {
  bg_color: "#f3e9dc",
  text_color: "#5a4a3a",
  hint_color: "#d8c7b3",
  link_color: "#e0a96d",
  button_color: "#f2c79b",
  button_text_color: "#fff6ea",
  secondary_bg_color: "#eadfce",
  section_bg_color: "#f3e9dc",
  destructive_text_color: "#e8a598",
};
/** Pixels; CSS rounds. */
const TARGET = 47.5;

interface Screen {
  readonly name: string;
  readonly path: string;
  /** What is done on the page before it is looked at. */
  readonly act?: (page: Page) => Promise<unknown>;
}

withBrowser("every driver screen passes WCAG 2.2 AA in every theme and width", async (browser) => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const page = browser.pages()[0] ?? await browser.newPage();
  const found: string[] = [];
  page.on("pageerror", ({ message }) => found.push(`${page.url()}: ${message}`));

  for (const screen of await screensOf(driver)) {
    await open(browser, page, product, screen);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 740 });
        found.push(...named(screen, `${colorScheme} ${width}`, await violations(page, BEST_PRACTICE)));
      }
    }
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.evaluate((theme) => dispatchEvent(new CustomEvent("host-theme", { detail: theme })), PALE);
    await page.setViewportSize({ width: 390, height: 740 });
    found.push(...named(screen, "pale 390", await violations(page, BEST_PRACTICE)));
    found.push(...named(screen, "target", await smallTargets(page)));
    await page.setViewportSize({ width: 320, height: 740 });
    found.push(...named(screen, "wide at 320", await overflowing(page)));
    await page.evaluate(() => document.documentElement.style.fontSize = "200%");
    found.push(...named(screen, "wide at 320, text 200 %", await overflowing(page)));
  }
  assert.deepEqual(found, []);
});

async function screensOf(driver: ApiClient): Promise<Screen[]> {
  const { data } = (await driver.get("/api/cargos?mode=all&limit=2")).json;
  const [answered, open] = data.map(({ id }: { id: string }) => id);
  await driver.post(`/api/cargos/${answered}/responses`, { phone: "+79123456789", name: "Иван" });
  return [
    { name: "list", path: "/?mode=all" },
    {
      name: "filter",
      path: "/?mode=all",
      act: (page) => page.locator("details.filter > summary").first().click(),
    },
    { name: "list with a wrong filter", path: "/?mode=all&price_min=abc&start_name=Ы" },
    { name: "nothing found", path: "/?mode=all&price_min=999998" },
    { name: "load", path: `/cargos/${open}` },
    {
      name: "respond, refused",
      path: `/cargos/${open}`,
      act: async (page) => {
        await page.locator("form[data-form=respond] [name=phone]").fill("12");
        await page.locator("form[data-form=respond] [type=submit]").click();
        await page.locator("[aria-invalid]").first().waitFor();
      },
    },
    { name: "answered load", path: `/cargos/${answered}` },
    { name: "load that is gone", path: "/cargos/1" },
    { name: "responses", path: "/responses" },
    { name: "searches", path: "/searches" },
    { name: "new search", path: "/searches/new?mode=all&price_min=1000" },
    { name: "favourites", path: "/favourites" },
    { name: "subscription", path: "/subscription" },
    { name: "profile", path: "/profile" },
    { name: "an unknown page", path: "/nowhere" },
    { name: "offline", path: "/offline" },
    { name: "outside Telegram", path: "/", act: signOut },
    { name: "signed out", path: "/signed-out" },
  ];
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.reload();
  await page.getByRole("heading", { name: "Откройте в Telegram" }).waitFor();
}

async function open(
  browser: BrowserContext,
  page: Page,
  product: Product,
  { name, path, act }: Screen,
): Promise<void> {
  if (name === "list") {
    await useSession(await product.signIn(), browser);
  }
  await page.setViewportSize({ width: 390, height: 740 });
  await page.goto(product.baseUrl + path);
  await act?.(page);
}

function named({ name }: Screen, where: string, findings: readonly string[]): string[] {
  return findings.map((finding) => `${name}, ${where}: ${finding}`);
}

/** Controls a thumb would miss. A tick or a radio is hit by its label; a link in running text is text. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const controls = "button, summary, select, textarea, .button, .tabs a, input:not([type=hidden])";
    return [...document.querySelectorAll<HTMLInputElement>(controls)].flatMap((control) => {
      const hit = /^(checkbox|radio)$/.test(control.type) ? control.closest("label") ?? control : control;
      const { height, width } = hit.getBoundingClientRect();
      const fits = (height === 0 && width === 0) || height >= least || !control.checkVisibility();
      return fits ? [] : [`${Math.round(height)} px: ${control.outerHTML.slice(0, 120)}`];
    });
  }, TARGET);
}

/** What makes the page scroll sideways. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) =>
      element.getBoundingClientRect().right > room + 1
    );
    return [`${document.documentElement.scrollWidth} px: ${wide.at(-1)?.outerHTML.slice(0, 120)}`];
  });
}
