// Fault 33: whoever sends a body byte by byte is answered and let go, at every door; the others notice nothing.
import assert from "node:assert/strict";
import { z } from "zod";
import { HttpError } from "fresh";
import { hangUpAfter } from "../../infra/web/hang_up.ts";
import { readJson, readText } from "../../routes/(_shared)/body.ts";
import { eventually, SECRETS } from "../support/product.ts";
import { statusOf } from "../support/raw_http.ts";
import { startShop, WEBHOOK_TOKEN } from "../support/shop.ts";

const HOOK = "hook_0123456789_abcdefgh";

/** Sends a byte now and then for as long as the server listens; everything it answered. */
async function trickle(port: number, head: string, chunked = false): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const write = (text: string) => connection.write(new TextEncoder().encode(text));
  const length = chunked ? "Transfer-Encoding: chunked" : "Content-Length: 5000";
  await write(`${head}\r\nHost: localhost\r\n${length}\r\n\r\n`);
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

Deno.test("a body that is not there in time is refused, however it is read, and one that is there is taken", async () => {
  const limits = { patienceMs: 100 };
  const onError = () => new Response(null, { status: 500 });
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {}, onError }, async (req) => {
    try {
      if (new URL(req.url).pathname === "/form") return new Response(await readText(req, limits));
      const body = await readJson(req, z.object({ a: z.int() }), limits);
      return "ok" in body ? Response.json(body.ok) : body.refused;
    } catch (error) {
      return await hangUpAfter(
        new Response(null, { status: error instanceof HttpError ? error.status : 500 }),
      );
    }
  });
  const { port } = server.addr;
  for (const chunked of [false, true]) {
    assert.equal(statusOf(await trickle(port, "POST /json HTTP/1.1", chunked)), 408);
    assert.equal(statusOf(await trickle(port, "POST /form HTTP/1.1", chunked)), 408);
  }
  const whole = await fetch(`http://127.0.0.1:${port}/json`, { method: "POST", body: '{"a":1}' });
  assert.deepEqual(await whole.json(), { a: 1 });
  await server.shutdown();
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
  const { position } = await product.world.log.head();
  const port = Number(product.settings["PORT"]);
  let ended = 0;
  const answers = Promise.all(doors.map((door) => trickle(port, door).finally(() => ended++)));
  assert.equal((await driver.get("/api/me")).status, 200);
  await eventually(() => Promise.resolve(ended), (count) => count === doors.length, 20_000);
  for (const [index, answer] of (await answers).entries()) {
    assert.equal(statusOf(answer), 408, `${doors[index]}: ${answer.slice(0, 300)}`);
    assert.match(answer, /Данные шли слишком долго/);
  }
  assert.equal((await product.world.log.head()).position, position);
  assert.equal(product.logs.some((line) => JSON.parse(line).level === "error"), false);
  assert.equal(product.logs.join().includes(SECRETS.botToken), false);
});
