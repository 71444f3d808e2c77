// Who may change something with our cookie: pages of ours, nobody else; bearer tokens and webhooks prove themselves.
import assert from "node:assert/strict";
import { type ApiClient, type Product, startProduct } from "../../support/product.ts";

Deno.test("an unsafe request with the cookie needs an Origin of ours or Sec-Fetch-Site: same-origin", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const own = new URL(product.baseUrl).origin;
  const refused: Record<string, string>[] = [
    {},
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "" },
    { origin: `${own}.evil.example` },
    { origin: own.replace("http:", "https:") },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
    { referer: `${own}/` },
  ];
  for (const headers of refused) {
    assert.deepEqual(await change(product, driver, headers), [403, "cross_origin"], JSON.stringify(headers));
  }
  for (const headers of [{ origin: own }, { "sec-fetch-site": "same-origin" }] as Record<string, string>[]) {
    assert.notEqual((await change(product, driver, headers))[0], 403, JSON.stringify(headers));
  }
});

Deno.test("every unsafe method is guarded, on every path, also for a cookie that is long dead", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    for (
      const path of ["/api/auth/logout", "/auth/telegram", "/telegram/responses", "/api/nowhere", "/api/me/"]
    ) {
      for (const token of [driver.token, "dead"]) {
        const response = await fetch(product.baseUrl + path, {
          method,
          headers: { cookie: `session=${token}` },
        });
        const { code } = await response.json();
        assert.deepEqual([response.status, code], [403, "cross_origin"], `${method} ${path}`);
      }
    }
  }
  assert.equal((await driver.get("/api/me")).status, 200, "nobody was logged out");
});

Deno.test("reading with the cookie needs no Origin", async () => {
  await using product = await startProduct();
  const { token } = await product.signIn();
  for (const method of ["GET", "HEAD"]) {
    const headers = { cookie: `session=${token}`, origin: "https://evil.example" };
    const response = await fetch(`${product.baseUrl}/api/me`, { method, headers });
    await response.body?.cancel();
    assert.ok(response.ok, method);
    assert.equal(response.headers.get("access-control-allow-origin"), null);
  }
});

Deno.test("a bearer call without the cookie needs no Origin, with the cookie it does", async () => {
  await using product = await startProduct();
  const { token } = await product.signIn();
  const authorization = `Bearer ${token}`;
  const logout = (headers: Record<string, string>) =>
    fetch(`${product.baseUrl}/api/auth/logout`, { method: "POST", headers });
  const both = await logout({ authorization, cookie: `session=${token}` });
  assert.deepEqual([both.status, (await both.json()).code], [403, "cross_origin"]);
  assert.equal((await logout({ authorization, origin: "https://evil.example" })).status, 204);
});

Deno.test("a form sent by another site is told so on a page", async () => {
  await using product = await startProduct();
  const { token } = await product.signIn();
  const response = await fetch(`${product.baseUrl}/responses`, {
    method: "POST",
    headers: { cookie: `session=${token}`, origin: "https://evil.example", accept: "text/html,*/*" },
  });
  assert.equal(response.status, 403);
  assert.match(response.headers.get("content-type")!, /^text\/html/);
  assert.match(await response.text(), /Запрос пришёл с чужой страницы/);
});

Deno.test("the first sign-in of a browser carries no cookie and needs no Origin", async () => {
  await using product = await startProduct();
  const initData = await product.initData(700_000_101);
  const response = await fetch(`${product.baseUrl}/api/auth/telegram`, {
    method: "POST",
    headers: { cookie: "other=1; sessionx=2" },
    body: JSON.stringify({ initData }),
  });
  await response.body?.cancel();
  assert.equal(response.status, 200);
});

async function change({ baseUrl }: Product, { token }: ApiClient, headers: Record<string, string>) {
  const response = await fetch(`${baseUrl}/api/responses/nothing`, {
    method: "DELETE",
    headers: { cookie: `session=${token}`, ...headers },
  });
  return [response.status, (await response.json()).code];
}
