// A session in use over HTTP (contract 1.3): who it is, how it slides, how it ends.
import { SignJWT } from "jose";
import assert from "node:assert/strict";
import { ADMIN, ApiClient, DRIVER, startProduct } from "../../support/product.ts";

const SIGNING_KEY = new Uint8Array(32).fill(1);
const seconds = () => Math.floor(Date.now() / 1000);

Deno.test("without a live session the API is 401 unauthenticated and pages are a shell that signs in", async () => {
  await using product = await startProduct();
  for (
    const path of [
      "/api/me",
      "/api/cargos",
      "/api/cargos/1",
      "/api/responses",
      "/api/dictionaries/truck-types",
    ]
  ) {
    for (
      const headers of [{}, { authorization: "Bearer abc.def.ghi" }, { cookie: "session=abc" }, {
        authorization: "Basic YTpi",
      }]
    ) {
      const response = await fetch(product.baseUrl + path, { headers: headers as Record<string, string> });
      assert.deepEqual([response.status, (await response.json()).code], [401, "unauthenticated"], path);
    }
  }
  const page = await fetch(`${product.baseUrl}/responses`);
  assert.equal(page.status, 200);
  assert.equal((await page.text()).includes("data-cargo-id"), false);
});

Deno.test("a second sign-in ends the first token at once", async () => {
  await using product = await startProduct();
  const first = await product.signIn();
  const second = await product.signIn();
  assert.equal((await first.get("/api/me")).status, 401);
  assert.equal((await second.get("/api/me")).status, 200);
});

Deno.test("logout is 204, takes the cookie away and kills the token at once, however it is presented", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const answer = await driver.post("/api/auth/logout/");
  assert.equal(answer.status, 204);
  assert.match(answer.headers.get("set-cookie")!, /^session=; Path=\/; HttpOnly; Max-Age=0/);
  assert.equal((await driver.get("/api/me")).status, 401);
  const byCookie = await fetch(`${product.baseUrl}/api/me`, {
    headers: { cookie: `session=${driver.token}` },
  });
  await byCookie.body?.cancel();
  assert.equal(byCookie.status, 401);
  assert.equal((await driver.post("/api/auth/logout")).status, 204, "again is no error");
});

Deno.test("the logout button of a page leads to a farewell", async () => {
  await using product = await startProduct();
  const { token } = await product.signIn();
  const response = await fetch(`${product.baseUrl}/api/auth/logout`, {
    method: "POST",
    headers: {
      cookie: `session=${token}`,
      origin: product.baseUrl,
      "content-type": "application/x-www-form-urlencoded",
    },
    redirect: "manual",
  });
  await response.body?.cancel();
  assert.deepEqual([response.status, response.headers.get("location")], [303, "/signed-out"]);
});

Deno.test("a session in use for an hour slides: a cookie comes as a cookie, a bearer token as X-Session-Token", async () => {
  await using product = await startProduct();
  const older = await agedToken(await product.signIn(), 2 * 3600);

  const byBearer = await new ApiClient(product.baseUrl, older).get("/api/me");
  const renewed = byBearer.headers.get("x-session-token")!;
  assert.deepEqual([byBearer.status, byBearer.headers.get("set-cookie")], [200, null]);
  assert.equal(
    (await new ApiClient(product.baseUrl, renewed).get("/api/me")).headers.get("x-session-token"),
    null,
  );

  const byCookie = await fetch(`${product.baseUrl}/api/me`, { headers: { cookie: `session=${older}` } });
  await byCookie.body?.cancel();
  assert.equal(byCookie.headers.get("x-session-token"), null);
  assert.match(byCookie.headers.get("set-cookie")!, /^session=[\w.-]+; Path=\/; HttpOnly; Max-Age=86\d{3}/);
});

Deno.test("a young session is not renewed with every request", async () => {
  await using product = await startProduct();
  const { headers } = await (await product.signIn()).get("/api/me");
  assert.deepEqual([headers.get("x-session-token"), headers.get("set-cookie")], [null, null]);
});

Deno.test("logging out with a token that was about to slide hands out no new one", async () => {
  await using product = await startProduct();
  const older = new ApiClient(product.baseUrl, await agedToken(await product.signIn(), 2 * 3600));
  const answer = await older.post("/api/auth/logout");
  assert.deepEqual([answer.status, answer.headers.get("x-session-token")], [204, null]);
  assert.equal((await older.get("/api/me")).status, 401);
});

Deno.test("the console is nobody's but an admin's: 404 as a page, 403 forbidden as API", async () => {
  await using product = await startProduct();
  const [driver, admin] = [await product.signIn(), await product.signIn(ADMIN)];
  assert.equal((await driver.get("/admin/events")).status, 404);
  const api = await driver.get("/api/admin/events");
  assert.deepEqual([api.status, api.json.code], [403, "forbidden"]);
  assert.equal((await admin.get("/api/admin/events")).status, 200);
  assert.equal((await admin.get("/admin/events")).status, 200);
});

/** The same session under a token that was issued a while ago. */
async function agedToken({ token }: ApiClient, ageSeconds: number): Promise<string> {
  const { sid } = JSON.parse(atob(token.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/")));
  const issued = seconds() - ageSeconds;
  return await new SignJWT({ sid }).setProtectedHeader({ alg: "HS256", typ: "JWT" }).setSubject(
    String(DRIVER),
  )
    .setIssuedAt(issued).setExpirationTime(issued + 24 * 3600).sign(SIGNING_KEY);
}
