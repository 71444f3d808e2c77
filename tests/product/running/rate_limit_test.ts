// Limits per driver, and per address for strangers: buckets of twice the rate (surface: RATE_LIMIT_PER_SECOND).
import assert from "node:assert/strict";
import { DRIVER, OTHER_DRIVER, type Product, startProduct as startMoving } from "../../support/product.ts";

const SLOW = { RATE_LIMIT_PER_SECOND: "0.1" };
const FIVE = { RATE_LIMIT_PER_SECOND: "2.5" };

/** Its time stands still: nothing trickles back while a test runs. */
function startProduct(environment: Record<string, string>): Promise<Product> {
  const now = Date.now();
  return startMoving(environment, { clock: () => now });
}

Deno.test("a driver has twice the rate at once, then 429 with Retry-After; other drivers do not pay for it", async () => {
  await using product = await startProduct(FIVE);
  const greedy = await product.signIn(DRIVER);
  const modest = await product.signIn(OTHER_DRIVER);
  const answers = await Promise.all(Array.from({ length: 30 }, () => greedy.get("/api/me")));
  const refused = answers.filter(({ status }) => status === 429);
  assert.deepEqual([answers.length - refused.length, refused.length], [5, 25]);
  for (const { json, headers } of refused) {
    assert.equal(json.code, "rate_limited");
    assert.match(json.detail, /Слишком часто/);
    assert.match(headers.get("retry-after")!, /^[1-9]\d*$/);
    assert.match(headers.get("x-request-id")!, /-/);
  }
  assert.equal((await modest.get("/api/me")).status, 200);
});

Deno.test("strangers are counted by address, with or without a token that means nothing", async () => {
  await using product = await startProduct(SLOW);
  const statuses = await ask(product, [{}, { authorization: "Bearer x" }, { cookie: "session=x" }]);
  assert.deepEqual(statuses, [401, 429, 429]);
});

Deno.test("a stranger cannot escape by claiming an address, unless a trusted proxy vouches for it", async () => {
  const claimed = ["198.51.100.1", "198.51.100.2", "198.51.100.2"].map((ip) => ({ "x-forwarded-for": ip }));
  {
    await using product = await startProduct(SLOW);
    assert.deepEqual(await ask(product, claimed), [401, 429, 429]);
  }
  await using product = await startProduct({ ...SLOW, TRUSTED_PROXIES: "10.0.0.0/8,127.0.0.1" });
  assert.deepEqual(await ask(product, claimed), [401, 401, 429]);
  const chain = [{ "x-forwarded-for": "203.0.113.9, 198.51.100.3, 10.1.2.3" }, {
    "x-forwarded-for": "198.51.100.3",
  }];
  assert.deepEqual(await ask(product, chain), [401, 429], "the last hop nobody trusts is the caller");
});

Deno.test("people get a page they can read, the API problem+json", async () => {
  await using product = await startProduct(SLOW);
  await ask(product, [{}]);
  const page = await fetch(`${product.baseUrl}/`, { headers: { accept: "text/html,application/xhtml+xml" } });
  assert.deepEqual([page.status, page.headers.get("content-type")], [429, "text/html; charset=utf-8"]);
  assert.match(page.headers.get("retry-after")!, /^\d+$/);
  const html = await page.text();
  assert.match(html, /<html lang="ru">/);
  assert.match(html, /Слишком часто/);
  const api = await fetch(`${product.baseUrl}/api/me`, { headers: { accept: "text/html" } });
  assert.equal(api.headers.get("content-type"), "application/problem+json; charset=utf-8");
  await api.body?.cancel();
});

Deno.test("probes, metrics, files and webhooks are not counted", async () => {
  await using product = await startProduct(SLOW);
  await ask(product, [{}, {}]);
  for (const path of ["/health/live", "/health/ready", "/health", "/healthz", "/metrics", "/app.css"]) {
    for (let asked = 0; asked < 5; asked++) {
      const response = await fetch(product.baseUrl + path);
      await response.body?.cancel();
      assert.equal(response.status, 200, path);
    }
  }
  const webhook = await fetch(`${product.baseUrl}/webhooks/telegram`, { method: "POST", body: "{}" });
  await webhook.body?.cancel();
  assert.equal(webhook.status, 401);
});

async function ask({ baseUrl }: Product, callers: Record<string, string>[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const headers of callers) {
    const response = await fetch(`${baseUrl}/api/me`, { headers });
    await response.body?.cancel();
    statuses.push(response.status);
  }
  return statuses;
}
