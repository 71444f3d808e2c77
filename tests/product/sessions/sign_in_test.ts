// Signing in over HTTP (contracts 1.1, 1.2): what comes back.
import assert from "node:assert/strict";
import { ADMIN, DRIVER, eventually, SECRETS, startProduct } from "../../support/product.ts";
import { postSignIn } from "./post_sign_in.ts";

const HOUR = 3600;

Deno.test("a driver gets a token, its end, a cookie and a name; the token works as bearer and as cookie", async () => {
  await using product = await startProduct();
  const response = await postSignIn(product, { initData: await product.initData(DRIVER) });
  assert.equal(response.status, 200);
  const { token, expiresAt, driver } = await response.json();
  assert.deepEqual(Object.keys(driver).sort(), ["firstName", "id", "role", "username"]);
  assert.deepEqual([driver.id, driver.role], [DRIVER, "driver"]);
  const life = Date.parse(expiresAt) - Date.now();
  assert.ok(life > 23.9 * HOUR * 1000 && life <= 24 * HOUR * 1000, expiresAt);

  const [cookie] = response.headers.getSetCookie();
  const [, value, maxAge] = /^session=([\w.-]+); Path=\/; HttpOnly; Max-Age=(\d+); SameSite=Lax$/.exec(
    cookie!,
  )!;
  assert.equal(value, token);
  assert.ok(Number(maxAge) > 23.9 * HOUR && Number(maxAge) <= 24 * HOUR, maxAge);
  for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: `a=b; session=${token}; c=d` }]) {
    const me = await fetch(`${product.baseUrl}/api/me`, { headers });
    assert.deepEqual([me.status, (await me.json()).driver.id], [200, DRIVER]);
  }
});

Deno.test("behind https the cookie is __Host-, Secure and partitioned, and the page may be framed by Telegram alone", async () => {
  await using product = await startProduct({ BASE_URL: "https://driver.example", TELEGRAM_MODE: "off" });
  const origin = `http://localhost:${product.settings["PORT"]}`;
  const initData = await product.initData(DRIVER);
  const response = await fetch(`${origin}/api/auth/telegram`, {
    method: "POST",
    body: JSON.stringify({ initData }),
  });
  const { token } = await response.json();
  const [cookie] = response.headers.getSetCookie();
  assert.match(
    cookie!,
    /^__Host-session=[\w.-]+; Path=\/; HttpOnly; Max-Age=\d+; Secure; SameSite=None; Partitioned$/,
  );
  assert.match(response.headers.get("strict-transport-security")!, /max-age=31536000/);
  const me = (cookies: string) => fetch(`${origin}/api/me`, { headers: { cookie: cookies } });
  for (const [cookies, status] of [[`__Host-session=${token}`, 200], [`session=${token}`, 401]] as const) {
    const answer = await me(cookies);
    await answer.body?.cancel();
    assert.equal(answer.status, status, cookies.slice(0, 14));
  }
});

Deno.test("admins are those the configuration names", async () => {
  await using product = await startProduct();
  const response = await postSignIn(product, { initData: await product.initData(ADMIN) });
  assert.equal((await response.json()).driver.role, "admin");
});

Deno.test("the older path signs in too, with and without a slash", async () => {
  await using product = await startProduct();
  for (const path of ["/auth/telegram", "/auth/telegram/", "/api/auth/telegram/"]) {
    const response = await postSignIn(product, { initData: await product.initData(DRIVER) }, path);
    await response.body?.cancel();
    assert.equal(response.status, 200, path);
  }
});

Deno.test("one round trip signs in and brings the page the shell stands for", async () => {
  await using product = await startProduct();
  const headers = { accept: "text/html", "x-page": "/responses" };
  const response = await postSignIn(
    product,
    { initData: await product.initData(DRIVER) },
    "/api/auth/telegram",
    headers,
  );
  assert.equal(response.status, 200);
  assert.match(response.headers.get("content-type")!, /^text\/html/);
  assert.match(response.headers.getSetCookie()[0]!, /^session=/);
  assert.match(await response.text(), /Отклики/);
});

Deno.test("the page asked for with a sign-in is never another site's and never the API", async () => {
  await using product = await startProduct();
  for (
    const wanted of [
      "https://evil.example/",
      "//evil.example/",
      "/api/admin/events",
      "http://[",
      "\\\\evil.example",
    ]
  ) {
    const headers = { accept: "text/html", "x-page": wanted };
    const response = await postSignIn(
      product,
      { initData: await product.initData(ADMIN) },
      "/api/auth/telegram",
      headers,
    );
    assert.deepEqual([response.status, response.headers.get("location")], [200, null], wanted);
    assert.match(response.headers.get("content-type")!, /^text\/html/);
    await response.body?.cancel();
  }
});

Deno.test("every sign-in is a fact, and the driver is registered once", async () => {
  await using product = await startProduct();
  await product.signIn();
  await product.signIn();
  const admin = await product.signIn(ADMIN);
  const { json } = await eventually(
    () => admin.get(`/api/admin/streams/driver-${DRIVER}`),
    ({ status }) => status === 200,
  );
  assert.deepEqual(json.events.map(({ type }: { type: string }) => type), [
    "DriverRegistered",
    "DriverSignedIn",
    "DriverSignedIn",
  ]);
  assert.equal(JSON.stringify(json.events).includes(SECRETS.botToken), false);
});
