// The page of steps in a real browser: looks, accessibility, and a step retried from it.
import { useSession, withBrowser } from "../../support/browser.ts";
import { givenUp, TRIAL } from "../../support/given_up.ts";
import { ADMIN, startProduct } from "../../support/product.ts";
import { inEveryLook, looksWell } from "./looks.ts";

const LONG = "Cannot find payment 2f6c9a1e-0d53-4c6e-9a55-0c1b1d7a3e01 yet: https://api.example/" +
  "v3/payments?created_at.gte=2026-11-20T00:00:00.000Z&limit=100&cursor=37a5c87d-3984-51e8-a7f3-8de646d39ec1";

withBrowser("the page of steps fits a phone and a desk, and a step is retried from it", async (browser) => {
  await using product = await startProduct();
  await useSession(await product.signIn(ADMIN), browser);
  const page = await browser.newPage();
  const url = `${product.baseUrl}/admin/outbox/steps`;
  await inEveryLook(page, async (how) => {
    await page.goto(url);
    await looksWell(page, "no steps", how);
  });
  await givenUp(product, TRIAL);
  const registering = { ...TRIAL, id: "process.register_payment:1", kind: "process.register_payment" };
  await givenUp(product, registering, { diedAt: Date.UTC(2026, 10, 20), error: LONG });
  await inEveryLook(page, async (how) => {
    await page.goto(url);
    await looksWell(page, "steps", how);
  });
  const row = page.locator(`[data-step="${TRIAL.id}"]`);
  await row.getByRole("button").click();
  await page.getByRole("link", { name: "Шаги (1)" }).waitFor();
  await row.waitFor({ state: "detached" });
  await page.locator('[data-step="process.register_payment:1"]').waitFor();
  await page.close();
});
