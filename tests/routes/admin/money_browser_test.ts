// The console's pages about money in a real browser: by keyboard, in both widths and colours, open to everybody.
import { match, strictEqual } from "node:assert/strict";
import { idOf, observed, paid, requested } from "../../product/payments/admin_money_support.ts";
import { hearsKeys, listenForKeys } from "../../support/awake.ts";
import { useSession, withBrowser } from "../../support/browser.ts";
import { ADMIN, DRIVER, OTHER_DRIVER, startProduct } from "../../support/product.ts";
import { inEveryLook, looksWell } from "./looks.ts";

withBrowser(
  "the pages about money work by keyboard, fit 360 and 1280 pixels, and are open to everybody",
  async (browser) => {
    await using product = await startProduct();
    const admin = await product.signIn(ADMIN);
    await product.signIn(DRIVER);
    for (let n = 0; n < 5; n++) {
      await paid(product, {
        paymentId: idOf(`p${n}`, n),
        daysAgo: n,
        driverId: n % 2 ? DRIVER : OTHER_DRIVER,
      });
    }
    const odd = idOf("odd");
    await requested(product, { paymentId: odd });
    await observed(product, { paymentId: odd }, { amount: { minor: 49_899, currency: "RUB" } });
    const expired = idOf("late", 2);
    await requested(product, { paymentId: expired, daysAgo: 2 });
    await product.app.payments.expire(expired, { actor: { kind: "system" }, correlationId: "test" });
    const term = { validFrom: "2026-01-01T00:00:00Z", validTo: "2099-01-01T00:00:00Z" };
    await admin.post("/api/admin/promo-codes", { code: "VESNA2026", type: "percent", value: 20, ...term });
    await useSession(admin, browser);
    const page = await browser.newPage();
    await listenForKeys(page);

    await page.goto(`${product.baseUrl}/admin/payments`);
    await hearsKeys(page);
    await page.keyboard.press("/");
    strictEqual(await page.evaluate(() => document.activeElement?.getAttribute("name")), "driver");
    await page.keyboard.type(String(DRIVER));
    await page.keyboard.press("Enter");
    await page.waitForURL("**driver=**");
    strictEqual(await page.locator("[data-payment]").count(), 4);
    await hearsKeys(page);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/admin/payments/*");
    match(await page.locator("h1").innerText(), /^Платёж /);
    await page.getByRole("link", { name: "Вернуть деньги" }).click();
    await page.fill("#reason", "просил водитель");
    await page.keyboard.press("Enter");
    await page.locator("[data-preview]").waitFor();

    const refund = page.url();
    const names = [
      ...[
        "payments",
        "payments/days",
        `payments/${odd}`,
        `payments/${expired}`,
        "payments/deliveries",
        "payments/sweeps",
        "subscriptions",
      ],
      ...[`subscriptions/${DRIVER}`, "promo-codes", "promo-codes/VESNA2026", "settings", "settings/tariffs"],
      ...["flags", "audit"],
    ];
    const addresses = [refund, ...names.map((name) => `${product.baseUrl}/admin/${name}`)];
    await inEveryLook(page, async (how) => {
      for (const address of addresses) {
        await page.goto(address);
        await looksWell(page, new URL(address).pathname.slice("/admin/".length), how);
      }
    });
    await page.close();
  },
);
