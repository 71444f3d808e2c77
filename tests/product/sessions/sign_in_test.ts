// Signing in over HTTP (contracts 1.1, 1.2): what comes back, what is refused and how.
import assert from "node:assert/strict";
import { signPairs, webAppKey } from "../../support/init_data_signer.ts";
import { ADMIN, DRIVER, eventually, type Product, SECRETS, startProduct } from "../../support/product.ts";

const HOUR = 3600;
const nowSeconds = () => Math.floor(Date.now() / 1000);

Deno.test("a driver gets a token, its end, a cookie and a name; the token works as bearer and as cookie", async () => {
  await using product = await startProduct();
  const response = await post(product, { initData: await product.initData(DRIVER) });
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
  const response = await post(product, { initData: await product.initData(ADMIN) });
  assert.equal((await response.json()).driver.role, "admin");
});

Deno.test("the older path signs in too, with and without a slash", async () => {
  await using product = await startProduct();
  for (const path of ["/auth/telegram", "/auth/telegram/", "/api/auth/telegram/"]) {
    const response = await post(product, { initData: await product.initData(DRIVER) }, path);
    await response.body?.cancel();
    assert.equal(response.status, 200, path);
  }
});

Deno.test("forged, tampered and future initData are 401 init_data_invalid with a sentence to show", async () => {
  await using product = await startProduct();
  const genuine = await product.initData(DRIVER);
  const tooEarly = await product.initData(DRIVER, { authDate: nowSeconds() + 600 });
  const foreign = signPairs(webAppKey("7000000002:another"), [
    ["user", JSON.stringify({ id: DRIVER, first_name: "Иван" })],
    ["auth_date", String(nowSeconds())],
  ]);
  const forged = [
    genuine.replace(String(DRIVER), String(ADMIN)),
    tooEarly,
    foreign,
    `${genuine}&user=%7B%7D`,
    "x",
  ];
  for (const initData of forged) {
    const response = await post(product, { initData });
    const { code, detail } = await response.json();
    assert.deepEqual([response.status, code], [401, "init_data_invalid"], initData.slice(0, 80));
    assert.match(detail, /[а-я]/);
    assert.deepEqual(response.headers.getSetCookie(), []);
  }
});

Deno.test("older initData continues the live session of the same driver, by bearer or by cookie, and opens none", async () => {
  await using product = await startProduct();
  const { token } = await product.signIn();
  const stale = await product.initData(DRIVER, { authDate: nowSeconds() - 20 * HOUR });
  const presented: Record<string, string>[] = [
    { authorization: `Bearer ${token}` },
    { cookie: `session=${token}`, origin: product.baseUrl },
  ];
  for (const headers of presented) {
    const response = await post(product, { initData: stale }, "/api/auth/telegram", headers);
    const answer = await response.json();
    assert.deepEqual([response.status, answer.driver?.id], [200, DRIVER]);
    assert.equal(claims(answer.token).sid, claims(token).sid, "the same session goes on");
  }
});

Deno.test("older initData is 401 init_data_expired without a live session, with another driver's and after a day", async () => {
  await using product = await startProduct();
  const stale = await product.initData(DRIVER, { authDate: nowSeconds() - 301 });
  const ancient = await product.initData(DRIVER, { authDate: nowSeconds() - 24 * HOUR - 5 });
  const other = await product.signIn(DRIVER + 1);
  const own = await product.signIn();
  const refused = async (initData: string, token?: string) => {
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    const response = await post(product, { initData }, "/api/auth/telegram", headers);
    return [response.status, (await response.json()).code];
  };
  const expired = [401, "init_data_expired"];
  assert.deepEqual(await refused(stale), expired);
  assert.deepEqual(await refused(stale, other.token), expired);
  assert.deepEqual(await refused(ancient, own.token), expired);
  await own.post("/api/auth/logout");
  assert.deepEqual(await refused(stale, own.token), expired);
});

Deno.test("INIT_DATA_MAX_AGE is what fresh means", async () => {
  await using product = await startProduct({ INIT_DATA_MAX_AGE: "3600" });
  const fresh = await post(product, {
    initData: await product.initData(DRIVER, { authDate: nowSeconds() - 3500 }),
  });
  await fresh.body?.cancel();
  assert.equal(fresh.status, 200);
});

Deno.test("bodies that are no sign-in are 400, and more than 8 KiB of initData are 413", async () => {
  await using product = await startProduct();
  const invalidUtf8 = Uint8Array.of(...new TextEncoder().encode('{"initData":"'), 0xff, 0x22, 0x7d);
  const bad: BodyInit[] = [
    "",
    "{",
    "null",
    "[]",
    "{}",
    '{"initData":7}',
    '{"initData":""}',
    "initData=x",
    invalidUtf8,
  ];
  for (const body of bad) {
    const response = await fetch(`${product.baseUrl}/api/auth/telegram`, { method: "POST", body });
    assert.deepEqual([response.status, (await response.json()).code], [400, "bad_request"], String(body));
  }
  const sizes = [[8 * 1024, 401, "init_data_invalid"], [8 * 1024 + 1, 413, "payload_too_large"]] as const;
  for (const [length, status, code] of [...sizes, [100_000, 413, "payload_too_large"] as const]) {
    const response = await post(product, { initData: "x".repeat(length) });
    assert.deepEqual([response.status, (await response.json()).code], [status, code], String(length));
  }
  const cyrillic = await post(product, { initData: "я".repeat(4097) });
  await cyrillic.body?.cancel();
  assert.equal(cyrillic.status, 413);
});

Deno.test("the eleventh failure within a minute raises one alarm, counted by reason", async () => {
  await using product = await startProduct();
  const fail = async () => await (await post(product, { initData: "hash=" + "0".repeat(64) })).body?.cancel();
  const alarms = () => product.logs.filter((line) => JSON.parse(line).alarm === true);
  for (let failed = 0; failed < 10; failed++) await fail();
  assert.deepEqual(alarms(), []);
  for (let failed = 10; failed < 15; failed++) await fail();
  assert.equal(alarms().length, 1);
  assert.match(alarms()[0]!, /many failed sign-ins/);
  const metrics = await (await fetch(`${product.baseUrl}/metrics`)).text();
  assert.match(metrics, /^init_data_invalid_total\{why="bad_hash"\} 15$/m);
});

Deno.test("one round trip signs in and brings the page the shell stands for", async () => {
  await using product = await startProduct();
  const headers = { accept: "text/html", "x-page": "/responses" };
  const response = await post(
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
    const response = await post(
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

function post(
  product: Product,
  body: unknown,
  path = "/api/auth/telegram",
  headers: Record<string, string> = {},
) {
  const origin = `http://localhost:${product.settings["PORT"]}`;
  return fetch(origin + path, { method: "POST", body: JSON.stringify(body), headers });
}

function claims(token: string) {
  return JSON.parse(
    new TextDecoder().decode(Uint8Array.fromBase64(token.split(".")[1]!, { alphabet: "base64url" })),
  );
}
