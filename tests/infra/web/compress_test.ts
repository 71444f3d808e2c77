// Compression of dynamic answers over real HTTP.
import { deepStrictEqual as same, strictEqual as equal } from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { compress } from "../../../infra/web/compress.ts";

const LONG = "Москва → Казань, 20 т\n".repeat(200);
const html = { "content-type": "text/html; charset=utf-8" };

function ask(res: () => Response, acceptEncoding: string | null, method = "GET"): Promise<Response> {
  const headers = acceptEncoding === null ? undefined : { "accept-encoding": acceptEncoding };
  const request = new Request("http://localhost/", { method, ...(headers && { headers }) });
  return compress(() => Promise.resolve(res()))(request);
}

Deno.test("a page is sent as brotli where accepted, else gzip, else plain, and says that it varies", async () => {
  const page = () => new Response(LONG, { headers: html, status: 201 });
  const br = await ask(page, "gzip, deflate, br");
  equal(br.status, 201);
  equal(br.headers.get("content-encoding"), "br");
  equal(brotliDecompressSync(await br.bytes()).toString(), LONG);
  const gzip = await ask(page, "gzip;q=1.0, br;q=0");
  equal(gzip.headers.get("content-encoding"), "gzip");
  equal(gunzipSync(await gzip.bytes()).toString(), LONG);
  for (const accept of [null, "identity", "br;q=0"]) {
    const plain = await ask(page, accept);
    equal(plain.headers.get("content-encoding"), null);
    equal(plain.headers.get("vary"), "Accept-Encoding");
    equal(await plain.text(), LONG);
  }
});

for (
  const type of ["application/json", "application/problem+json", "text/css", "text/plain", "text/javascript"]
) {
  Deno.test(`${type} is compressed`, async () => {
    const res = await ask(() => new Response(LONG, { headers: { "content-type": type } }), "br");
    equal(res.headers.get("content-encoding"), "br");
  });
}

for (const type of ["text/event-stream", "image/png", "application/octet-stream", "font/woff2"]) {
  Deno.test(`${type} is left alone`, async () => {
    const res = await ask(() => new Response(LONG, { headers: { "content-type": type } }), "br, gzip");
    equal(res.headers.get("content-encoding"), null);
    equal(await res.text(), LONG);
  });
}

Deno.test("short bodies, HEAD, encoded bodies and no-transform are left alone", async () => {
  equal(
    (await ask(() => new Response("short", { headers: html }), "br")).headers.get("content-encoding"),
    null,
  );
  equal(
    (await ask(() => new Response(null, { headers: html }), "br", "HEAD")).headers.get("content-encoding"),
    null,
  );
  const encoded = await ask(
    () => new Response(LONG, { headers: { ...html, "content-encoding": "gzip" } }),
    "br",
  );
  equal(encoded.headers.get("content-encoding"), "gzip");
  const fixed = await ask(
    () => new Response(LONG, { headers: { ...html, "cache-control": "no-transform" } }),
    "br",
  );
  equal(fixed.headers.get("content-encoding"), null);
});

Deno.test("a strong ETag becomes weak, cookies stay apart", async () => {
  const res = await ask(() => {
    const answer = new Response(LONG, { headers: { ...html, etag: '"abc"' } });
    answer.headers.append("set-cookie", "a=1");
    answer.headers.append("set-cookie", "b=2");
    return answer;
  }, "br");
  equal(res.headers.get("etag"), 'W/"abc"');
  same(res.headers.getSetCookie(), ["a=1", "b=2"]);
});

Deno.test("NDJSON is not held back until it is complete", async () => {
  let close = () => {};
  const lines = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"n":1}\n'));
      close = () => controller.close();
    },
  });
  const res = await ask(
    () => new Response(lines, { headers: { "content-type": "application/x-ndjson" } }),
    "gzip",
  );
  equal(res.headers.get("content-encoding"), "gzip");
  close();
  equal(gunzipSync(await res.bytes()).toString(), '{"n":1}\n');
});

Deno.test("a browser-like client gets the same text over HTTP", async () => {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    compress(() => Promise.resolve(new Response(LONG, { headers: html }))),
  );
  const res = await fetch(`http://127.0.0.1:${server.addr.port}/`);
  equal(await res.text(), LONG);
  await server.shutdown();
});
