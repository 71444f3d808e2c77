// What is no sign-in, or no longer one (contract 1.1): forged, old and broken initData, and what operators hear of it.
import assert from "node:assert/strict";
import { signPairs, webAppKey } from "../../support/init_data_signer.ts";
import { ADMIN, DRIVER, startProduct } from "../../support/product.ts";
import { postSignIn } from "./post_sign_in.ts";

const HOUR = 3600;
const nowSeconds = () => Math.floor(Date.now() / 1000);

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
    const response = await postSignIn(product, { initData });
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
    const response = await postSignIn(product, { initData: stale }, "/api/auth/telegram", headers);
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
    const response = await postSignIn(product, { initData }, "/api/auth/telegram", headers);
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
  const fresh = await postSignIn(product, {
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
    const response = await postSignIn(product, { initData: "x".repeat(length) });
    assert.deepEqual([response.status, (await response.json()).code], [status, code], String(length));
  }
  const cyrillic = await postSignIn(product, { initData: "я".repeat(4097) });
  await cyrillic.body?.cancel();
  assert.equal(cyrillic.status, 413);
});

Deno.test("the eleventh failure within a minute raises one alarm, counted by reason", async () => {
  const now = Date.now();
  await using product = await startProduct({}, { clock: () => now });
  const fail = async () =>
    await (await postSignIn(product, { initData: "hash=" + "0".repeat(64) })).body?.cancel();
  const alarms = () => product.logs.filter((line) => JSON.parse(line).alarm === true);
  for (let failed = 0; failed < 10; failed++) await fail();
  assert.deepEqual(alarms(), []);
  for (let failed = 10; failed < 15; failed++) await fail();
  assert.equal(alarms().length, 1);
  assert.match(alarms()[0]!, /many failed sign-ins/);
  const metrics = await (await fetch(`${product.baseUrl}/metrics`)).text();
  assert.match(metrics, /^init_data_invalid_total\{why="bad_hash"\} 15$/m);
});

function claims(token: string) {
  return JSON.parse(
    new TextDecoder().decode(Uint8Array.fromBase64(token.split(".")[1]!, { alphabet: "base64url" })),
  );
}
