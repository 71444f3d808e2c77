// Fault 33: whoever sends a body byte by byte is answered and let go, at every door; the others notice nothing.
import { HttpError } from "fresh";
import assert from "node:assert/strict";
import { z } from "zod";
import { answerAndLetGo } from "../../../infra/web/hang_up.ts";
import { readJson, readText } from "../../../routes/(_shared)/body.ts";
import { eventually, SECRETS } from "../../support/product.ts";
import { statusOf } from "../../support/raw_http.ts";
import { startShop, WEBHOOK_TOKEN } from "../../support/shop.ts";

const HOOK = "hook_0123456789_abcdefgh";

/** Sends a byte now and then for as long as the server listens; everything it answered. */
async function trickle(port: number, head: string, length: number | "chunked" = 5_000): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const write = (text: string) => connection.write(new TextEncoder().encode(text));
  const chunked = length === "chunked";
  const size = chunked ? "Transfer-Encoding: chunked" : `Content-Length: ${length}`;
  await write(`${head}\r\nHost: localhost\r\n${size}\r\n\r\n`);
  let over = false;
  const trickling = (async () => {
    while (!over) {
      await write(chunked ? "1\r\n{\r\n" : "{");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })().catch((error) => error);
  let answer = "";
  const buffer = new Uint8Array(4096);
  try {
    for (let read = await connection.read(buffer); read !== null; read = await connection.read(buffer)) {
      answer += new TextDecoder().decode(buffer.subarray(0, read));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
  } finally {
    over = true;
    await trickling;
  }
  return answer;
}

/** `/json` and `/form` read their body, whatever else there is does not. */
function startDoors() {
  const answer = async (req: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(req.url);
    const limits = { patienceMs: searchParams.has("patient") ? 60_000 : 100, maxBytes: 1_000 };
    if (pathname === "/form") {
      const text = await readText(req, limits);
      return new Response(text, { status: text === null ? 413 : 200 });
    }
    if (pathname !== "/json") return Response.json({ error: "unauthorized" }, { status: 401 });
    const body = await readJson(req, z.object({ a: z.int() }), limits);
    return "ok" in body ? Response.json(body.ok) : body.refused;
  };
  const onError = () => new Response(null, { status: 500 });
  return Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {}, onError }, async (req) => {
    const answered = await answer(req).catch((error) =>
      new Response(null, { status: error instanceof HttpError ? error.status : 500 })
    );
    return await answerAndLetGo(req, answered, 1_000);
  });
}

Deno.test("a body that is not there in time is refused, however it is read, and one that is there is taken", async () => {
  const server = startDoors();
  const { port } = server.addr;
  for (const length of [500, "chunked"] as const) {
    assert.equal(statusOf(await trickle(port, "POST /json HTTP/1.1", length)), 408);
    assert.equal(statusOf(await trickle(port, "POST /form HTTP/1.1", length)), 408);
  }
  const whole = await fetch(`http://127.0.0.1:${port}/json?patient`, { method: "POST", body: '{"a":1}' });
  assert.deepEqual(await whole.json(), { a: 1 });
  await server.shutdown();
});

Deno.test("whoever is answered before the body is read is not listened to for ever", async () => {
  const server = startDoors();
  const { port } = server.addr;
  for (const length of [5_000, "chunked"] as const) {
    assert.equal(statusOf(await trickle(port, "POST /elsewhere HTTP/1.1", length)), 401);
  }
  assert.equal(statusOf(await trickle(port, "POST /json HTTP/1.1", 5_000)), 413);
  await server.shutdown();
});

Deno.test("whoever sends too much at once, or what nobody reads, hears the whole refusal", async () => {
  const server = startDoors();
  const door = `http://127.0.0.1:${server.addr.port}`;
  const post = (path: string, body: BodyInit) => fetch(door + path, { method: "POST", body });
  const large = () => new Blob(["x".repeat(2_000)]);
  for (const body of [large(), large().stream()]) {
    const refused = await post("/json", body);
    assert.equal(refused.status, 413);
    assert.equal((await refused.json()).code, "payload_too_large");
  }
  assert.deepEqual(await (await post("/elsewhere", large())).json(), { error: "unauthorized" });
  await server.shutdown();
});

Deno.test("an answer that has no body is one that ends all the same", async () => {
  const body = new ReadableStream({ pull: () => new Promise(() => {}) });
  const answer = await answerAndLetGo(
    new Request("http://localhost/", { method: "POST", body }),
    new Response(null, { status: 204 }),
    1,
  );
  assert.equal(answer.status, 200);
  await assert.rejects(answer.text());
});

Deno.test("fault 33: every door ends a body that trickles with 408 and closes, and nothing is written down of it", async () => {
  await using shop = await startShop({
    environment: {
      PAYMENT_PROVIDERS: "yookassa,stripe",
      STRIPE_SECRET_KEY: "sk_test_key",
      STRIPE_WEBHOOK_SECRET: "whsec_secret",
      TELEGRAM_MODE: "webhook",
      TELEGRAM_WEBHOOK_SECRET: HOOK,
    },
  });
  const { product } = shop;
  const driver = await product.signIn();
  const bearer = `\r\nAuthorization: Bearer ${driver.token}`;
  const page = `${bearer}\r\nAccept: text/html`;
  const doors = [
    `POST /webhooks/yookassa/${WEBHOOK_TOKEN} HTTP/1.1`,
    `POST /api/payments/webhook/${WEBHOOK_TOKEN} HTTP/1.1`,
    "POST /webhooks/stripe HTTP/1.1",
    `POST /webhooks/telegram HTTP/1.1\r\nX-Telegram-Bot-Api-Secret-Token: ${HOOK}`,
    "POST /api/auth/telegram HTTP/1.1",
    `POST /api/searches HTTP/1.1${bearer}`,
    `POST /api/payments HTTP/1.1${bearer}`,
    `POST /subscription HTTP/1.1${page}`,
    `POST /profile HTTP/1.1${page}`,
  ];
  const unread = [
    ["POST /api/searches HTTP/1.1", 401],
    [`POST /api/nowhere HTTP/1.1${bearer}`, 404],
    ["POST /webhooks/telegram HTTP/1.1", 401],
  ] as const;
  const { position } = await product.world.log.head();
  const port = Number(product.settings["PORT"]);
  let ended = 0;
  const answers = Promise.all(doors.map((door) => trickle(port, door).finally(() => ended++)));
  const refusals = Promise.all(unread.map(([door]) => trickle(port, door).finally(() => ended++)));
  const tooLarge = trickle(port, `POST /api/searches HTTP/1.1${bearer}`, 5_000_000).finally(() => ended++);
  assert.equal((await driver.get("/api/me")).status, 200);
  await eventually(
    () => Promise.resolve(ended),
    (count) => count === doors.length + unread.length + 1,
  );
  for (const [index, answer] of (await answers).entries()) {
    assert.equal(statusOf(answer), 408, `${doors[index]}: ${answer.slice(0, 300)}`);
    assert.match(answer, /Данные шли слишком долго/);
  }
  assert.deepEqual((await refusals).map(statusOf), unread.map(([, status]) => status));
  assert.equal(statusOf(await tooLarge), 413);
  const written = await Array.fromAsync(product.world.log.readAll({ after: position }));
  // The product begins its own work meanwhile.
  assert.deepEqual(written.filter(({ streamId }) => !["cargotech", "payment-sweeps"].includes(streamId)), []);
  assert.equal(product.logs.some((line) => JSON.parse(line).level === "error"), false);
  assert.equal(product.logs.join().includes(SECRETS.botToken), false);
});
