// The operating pages in a real browser: a rebuild followed as it runs, looks and accessibility.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { rebuildKey } from "../../../infra/projections/keys.ts";
import type { RebuildRecord } from "../../../infra/projections/rebuild_record.ts";
import { violations } from "../../support/axe.ts";
import { hearsKeys, listenForKeys } from "../../support/awake.ts";
import { useSession, withBrowser } from "../../support/browser.ts";
import { ADMIN, DRIVER, eventually, type Product, startProduct } from "../../support/product.ts";
import { inEveryLook, looksWell } from "./looks.ts";

/** A page of an administrator, on a product where one message was sent and one has failed. */
async function console(product: Product, browser: BrowserContext): Promise<Page> {
  const driver = await product.signIn(DRIVER), admin = await product.signIn(ADMIN);
  const cargo = await driver.anyCargo();
  const body = { ok: false, error_code: 400, description: "Bad Request: can't parse entities" };
  await product.control(product.telegram, { fault: { path: "/sendMessage", status: 400, body, times: 1 } });
  await driver.post(`/api/cargos/${cargo}/responses`, { phone: "+7 912 345-67-89", name: "Иван" });
  await eventually(
    () => admin.get("/api/admin/outbox"),
    ({ json }) =>
      json.data.length === 2 && json.data.every(({ status }: { status: string }) => status !== "queued"),
  );
  await useSession(admin, browser);
  const page = await browser.newPage();
  await listenForKeys(page);
  return page;
}

withBrowser(
  "a rebuild is followed to its verdict without reloading the page",
  async (browser) => {
    await using product = await startProduct();
    const page = await console(product, browser);
    await page.goto(`${product.baseUrl}/admin/projections`);
    const view = page.locator('[data-projection="responses"]');
    await view.getByRole("button").click();
    await view.locator('[data-rebuild="identical"]').waitFor();
    deepStrictEqual(await violations(page), []);
    await page.close();
  },
);

withBrowser("a rebuild that ends while its page is open can be asked for again there", async (browser) => {
  await using product = await startProduct();
  const page = await console(product, browser);
  // Another process is at it, for as long as it takes to look.
  const record: RebuildRecord = {
    v: 1,
    rebuildId: "drivers-1.7",
    build: "1.7",
    owner: "another",
    status: "running",
    position: 1,
    target: 2,
    eventsPerSecond: 0,
    renewedAt: Date.now() + 3_600_000,
  };
  const tell = (changes: Partial<RebuildRecord>) => {
    const text = JSON.stringify({ ...record, ...changes });
    return product.world.kv.set(rebuildKey("drivers"), new TextEncoder().encode(text));
  };
  await tell({});
  await page.goto(`${product.baseUrl}/admin/projections`);
  const view = page.locator('[data-projection="drivers"]');
  await view.locator('[data-rebuild="running"]').waitFor();
  strictEqual(await view.getByRole("button").count(), 0);
  await tell({ status: "done", position: 2, identical: true });
  await view.locator('[data-rebuild="identical"]').waitFor();
  strictEqual(await view.getByRole("button").count(), 1);
  await page.close();
});

withBrowser("a failed message is sent again by keyboard", async (browser) => {
  await using product = await startProduct();
  const page = await console(product, browser);
  await page.goto(`${product.baseUrl}/admin/outbox?status=failed`);
  await hearsKeys(page);
  await page.keyboard.press("j");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/admin/outbox");
  // When it was the dispatchers' message that had failed, the driver's is edited afterwards: a third one.
  await eventually(async () => {
    await page.reload();
    return await page.locator("[data-status]").evaluateAll((all) => all.map((one) => one.dataset["status"]));
  }, (statuses) => statuses.length >= 2 && statuses.every((status) => status === "sent"));
  await page.close();
});

withBrowser(
  "the operating pages fit 360 and 1280 pixels, in light and in dark, without accessibility violations",
  async (browser) => {
    await using product = await startProduct();
    const page = await console(product, browser);
    await inEveryLook(page, async (how) => {
      for (const name of ["", "outbox", "projections", "verify"]) {
        await page.goto(`${product.baseUrl}/admin/${name}`);
        if (name === "") await page.locator("summary").click();
        await looksWell(page, name || "overview", how);
      }
    });
    await page.close();
  },
);
