// Every answer, errors included, is one a client can rely on: id, headers, problem+json for the API, HTML for people.
import assert from "node:assert/strict";
import { ADMIN, ApiClient, DRIVER, type Product, startProduct } from "../../support/product.ts";
import { sendRaw, statusOf } from "../../support/raw_http.ts";

const ID = /^[0-9a-f-]{36}$/;

Deno.test("every answer carries an id and the security headers: pages, API, files, errors, probes", async () => {
  await using product = await startProduct();
  const { token } = await product.signIn();
  const requests: [path: string, status: number, init?: RequestInit][] = [
    ["/", 200],
    ["/api/me", 200],
    ["/app.css", 200],
    ["/app.css", 200, { method: "HEAD" }],
    ["/health/live", 200],
    ["/metrics", 200],
    ["/nowhere", 404],
    ["/api/nowhere", 404],
    ["/cargos/999999", 404],
    ["/health/live", 405, { method: "DELETE" }],
    ["/api/auth/telegram", 400, { method: "POST", body: "{" }],
    ["/api/auth/telegram", 413, { method: "POST", body: "x".repeat(9000) }],
    ["/webhooks/telegram", 401, { method: "POST", body: "{}" }],
  ];
  const ids = new Set<string>();
  for (const [path, status, init] of requests) {
    const what = `${init?.method ?? "GET"} ${path}`;
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(product.baseUrl + path, { ...init, headers });
    await response.body?.cancel();
    assert.equal(response.status, status, what);
    const id = response.headers.get("x-request-id") ?? "";
    assert.match(id, ID, what);
    ids.add(id);
    assert.match(
      response.headers.get("content-security-policy")!,
      /default-src 'none'.*frame-ancestors 'self' https:\/\/web\.telegram\.org/,
      what,
    );
    assert.equal(response.headers.get("x-content-type-options"), "nosniff", what);
    assert.equal(response.headers.get("referrer-policy"), "same-origin", what);
    assert.equal(response.headers.get("x-frame-options"), null, what);
    assert.equal(response.headers.get("strict-transport-security"), null, "HSTS is for https");
  }
  assert.equal(ids.size, requests.length);
});

Deno.test("the console may not be framed by anybody", async () => {
  await using product = await startProduct();
  const { headers } = await (await product.signIn(ADMIN)).get("/admin/events");
  assert.match(headers.get("content-security-policy")!, /frame-ancestors 'none'/);
});

Deno.test("what the API refuses is problem+json with a code and a Russian sentence", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const cases: [method: string, path: string, status: number, code: string, body?: unknown][] = [
    ["GET", "/api/nowhere", 404, "not_found"],
    ["GET", "/api/nowhere/", 404, "not_found"],
    ["POST", "/api/nowhere", 404, "not_found", {}],
    ["GET", "/webhooks/nobody", 404, "not_found"],
    ["GET", "/api/cargos/999999", 404, "cargo_not_found"],
    ["GET", "/api/responses/nothing", 404, "response_not_found"],
    ["GET", "/api/admin/events", 403, "forbidden"],
    ["GET", "/api/cargos?limit=0", 400, "invalid_filter"],
    ["PUT", "/api/me", 405, "method_not_allowed", {}],
    ["POST", "/api/cargos/1/responses", 422, "invalid_phone", { phone: "1", name: "Иван" }],
  ];
  for (const [method, path, status, code, body] of cases) {
    const answer = await driver.call(method, path, body);
    assert.deepEqual([answer.status, answer.json?.code, answer.json?.status], [status, code, status], path);
    assert.equal(answer.headers.get("content-type"), "application/problem+json; charset=utf-8");
    assert.match(answer.json.detail, /[а-яё]/i, path);
    assert.equal(typeof answer.json.type === "string" && typeof answer.json.title === "string", true);
  }
  assert.match((await driver.call("PUT", "/api/me")).headers.get("allow")!, /\bGET\b/);
});

Deno.test("a page that is not there is a page", async () => {
  await using product = await startProduct();
  for (const path of ["/nowhere", "/nowhere/at/all", "/cargos/x/y", "/%E0%A4%A", "/admin", "/admin/events"]) {
    const response = await fetch(product.baseUrl + path, { headers: { accept: "text/html" } });
    assert.equal(response.status, 404, path);
    assert.match(response.headers.get("content-type")!, /^text\/html/, path);
    assert.match(await response.text(), /Страница не найдена/, path);
  }
});

Deno.test("paths work with and without a trailing slash, GET as HEAD without a body", async () => {
  await using product = await startProduct();
  const { token } = await product.signIn();
  const headers = { authorization: `Bearer ${token}` };
  const paths = [
    "/api/me",
    "/api/cargos",
    "/api/responses",
    "/api/dictionaries/truck_types",
    "/responses",
    "/healthz",
  ];
  for (const path of [...paths, "/health/live", "/health/ready", "/health", "/metrics", "/profile"]) {
    for (const form of [path, `${path}/`]) {
      const get = await fetch(product.baseUrl + form, { headers, redirect: "manual" });
      assert.ok((await get.text()).length > 0);
      const head = await fetch(product.baseUrl + form, { method: "HEAD", headers, redirect: "manual" });
      assert.deepEqual([get.status, head.status, await head.text()], [200, 200, ""], form);
      assert.equal(head.headers.get("content-type"), get.headers.get("content-type"));
    }
  }
});

Deno.test("a body is 413 when it is too long, whatever it says of its length, and nothing is kept of it", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const cargo = await driver.anyCargo();
  const path = `/api/cargos/${cargo}/responses`;
  const form = { phone: "+79123456789", name: "Иван", comment: "x".repeat(65 * 1024) };
  const long = await driver.post(path, form);
  assert.deepEqual([long.status, long.json.code], [413, "payload_too_large"]);

  const chunk = new TextEncoder().encode("x".repeat(16 * 1024));
  const chunked = await fetch(product.baseUrl + path, {
    method: "POST",
    headers: { authorization: `Bearer ${driver.token}` },
    body: ReadableStream.from(Array(5).fill(chunk)),
  });
  assert.deepEqual([chunked.status, (await chunked.json()).code], [413, "payload_too_large"]);
  assert.deepEqual((await driver.get("/api/responses")).json.data, []);
});

Deno.test("bodies that lie, break off or make no sense are refused, and the server goes on", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const port = Number(product.settings["PORT"]);
  const head =
    `POST /api/cargos/1/responses HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${driver.token}\r\nConnection: close\r\n`;
  const lies = await sendRaw(port, `${head}Content-Length: 99999999\r\n\r\n{"phone":"1"}`);
  assert.equal(statusOf(lies), 413);
  const short = await sendRaw(port, `${head}Content-Length: 5\r\n\r\n{"phone":"+79123456789"}`);
  assert.equal(statusOf(short), 400);
  for (const length of ["-1", "abc", "1e3"]) {
    assert.equal(statusOf(await sendRaw(port, `${head}Content-Length: ${length}\r\n\r\n{}`)), 400, length);
  }
  const latin = new Uint8Array([...new TextEncoder().encode('{"phone":"'), 0xc3, 0x28, 0x22, 0x7d]);
  const invalid = await fetch(`${product.baseUrl}/api/cargos/1/responses`, {
    method: "POST",
    headers: { authorization: `Bearer ${driver.token}` },
    body: latin,
  });
  assert.deepEqual([invalid.status, (await invalid.json()).code], [400, "bad_request"]);
  assert.equal((await driver.get("/api/me")).status, 200);
});

Deno.test("a caller that hangs up in the middle of its body is nobody's alarm", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: Number(product.settings["PORT"]) });
  const head =
    `POST /api/cargos/1/responses HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${driver.token}\r\n`;
  await connection.write(new TextEncoder().encode(`${head}Content-Length: 500\r\n\r\n{"pho`));
  connection.close();
  for (let asked = 0; asked < 5; asked++) assert.equal((await driver.get("/api/me")).status, 200);
  assert.deepEqual(product.logs.filter((line) => JSON.parse(line).level === "error"), []);
});

Deno.test("requests no browser would send get an answer with an id, or none, never an open door", async () => {
  await using product = await startProduct();
  const port = Number(product.settings["PORT"]);
  const odd = [
    "GET //evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "GET /..%2f..%2fdeno.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "GET http://evil.example/api/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n",
    "GET / HTTP/1.0\r\n\r\n",
    "BREW /api/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
  ];
  for (const request of odd) {
    const answer = await sendRaw(port, request);
    const status = statusOf(answer);
    assert.ok(status < 500, `${request}\n${answer.slice(0, 600)}`);
    assert.doesNotMatch(answer, /root:|"imports"/);
  }
  assert.deepEqual(product.logs.filter((line) => JSON.parse(line).level === "error"), []);
});

Deno.test("an error nobody expected is told to the operators with the id the caller got, and tells the caller nothing", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  breakViews(product);
  const api = await driver.get(`/api/responses`);
  assert.deepEqual([api.status, api.json.code], [500, "internal_error"]);
  const page = await new ApiClient(product.baseUrl, driver.token).call("GET", "/responses", undefined, {
    accept: "text/html",
  });
  assert.equal(page.status, 500);
  assert.match(page.text, /Что-то сломалось/);
  for (const answer of [api, page]) {
    assert.doesNotMatch(answer.text, /wires were cut/);
    const id = answer.headers.get("x-request-id")!;
    const told = product.logs.map((line) => JSON.parse(line)).find((line) =>
      line.error && line.requestId === id
    );
    assert.match(told.error.message, /wires were cut/);
  }
});

/** From here on nothing about responses can be read. */
function breakViews({ world }: Product): void {
  const cut = () => Promise.reject(new Error(`the wires were cut, driver ${DRIVER}`));
  Object.assign(world.views.responses, { get: cut, list: cut, reached: cut });
}
