// A page is drawn once for everybody who would see the same, and drawn anew when anything it shows has changed.
import assert from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { createDrawOnce } from "../../../infra/web/drawn_pages.ts";

const asked = (headers: HeadersInit = {}) => new Request("http://localhost/", { headers });

function drawing(body: string) {
  const drawn = {
    times: 0,
    draw: () => (drawn.times++, Promise.resolve(new Response(body, { status: 200 }))),
  };
  return drawn;
}

Deno.test("the same page is drawn once and given in the form each browser takes", async () => {
  const once = createDrawOnce();
  const html = "<p>Грузы</p>".repeat(200);
  const page = drawing(html);
  const ask = (encoding: string) => once(asked({ "accept-encoding": encoding }), ["?", 1], page.draw);
  const [plain, brotli, gzip] = [await ask(""), await ask("gzip, br"), await ask("gzip")];
  assert.equal(page.times, 1);
  assert.deepEqual(
    [plain, brotli, gzip].map(({ headers }) => headers.get("content-encoding")),
    [null, "br", "gzip"],
  );
  assert.equal(await plain.text(), html);
  assert.equal(brotliDecompressSync(await brotli.bytes()).toString(), html);
  assert.equal(gunzipSync(await gzip.bytes()).toString(), html);
  assert.equal(brotli.headers.get("vary"), "Accept-Encoding");
});

Deno.test("objects are the same only when they are the same object, values when they are equal", async () => {
  const once = createDrawOnce();
  const page = drawing("x");
  const list = { cards: [] };
  await once(asked(), ["/", list, true], page.draw);
  await once(asked(), ["/", list, true], page.draw);
  assert.equal(page.times, 1);
  await once(asked(), ["/", { cards: [] }, true], page.draw);
  await once(asked(), ["/", list, false], page.draw);
  await once(asked(), ["/a", list, true], page.draw);
  assert.equal(page.times, 4);
});

Deno.test("parts of the key never run into each other", async () => {
  const once = createDrawOnce();
  const page = drawing("x");
  await once(asked(), ["a", "b"], page.draw);
  await once(asked(), ['a","b'], page.draw);
  await once(asked(), ["a,b"], page.draw);
  assert.equal(page.times, 3);
});

Deno.test("fifty browsers asking at once for a page not drawn yet have it drawn once", async () => {
  const once = createDrawOnce();
  const ready = Promise.withResolvers<void>();
  let times = 0;
  const draw = async () => {
    times++;
    await ready.promise;
    return new Response("x");
  };
  const answers = Array.from({ length: 50 }, () => once(asked(), ["/"], draw));
  ready.resolve();
  for (const answer of await Promise.all(answers)) assert.equal(await answer.text(), "x");
  assert.equal(times, 1);
});

Deno.test("a page that could not be drawn is tried again by the next who asks", async () => {
  const once = createDrawOnce();
  await assert.rejects(once(asked(), ["/"], () => Promise.reject(new Error("no ink"))), /no ink/);
  assert.equal(await (await once(asked(), ["/"], drawing("x").draw)).text(), "x");
});

Deno.test("of the request only the encoding and the known version count: nothing else makes another page", async () => {
  const once = createDrawOnce();
  const page = drawing("x");
  const first = await once(asked({ cookie: "session=1", "user-agent": "a" }), ["/"], page.draw);
  const etag = first.headers.get("etag")!;
  for (
    const headers of [{ cookie: "session=2" }, { "accept-language": "en" }, { authorization: "Bearer b" }]
  ) {
    assert.equal(await (await once(asked(headers), ["/"], page.draw)).text(), "x");
  }
  const known = await once(asked({ "if-none-match": etag }), ["/"], page.draw);
  assert.deepEqual([known.status, known.body], [304, null]);
  assert.equal((await once(asked({ "if-none-match": 'W/"old"' }), ["/"], page.draw)).status, 200);
  assert.equal(page.times, 1);
});

for (
  const [what, init] of Object.entries<ResponseInit>({
    "a cookie": { headers: { "set-cookie": "a=b" } },
    "a rule for caches": { headers: { "cache-control": "no-store" } },
    "another status": { status: 503 },
  })
) {
  Deno.test(`an answer with ${what} is for the browser it was drawn for and nobody else`, async () => {
    const once = createDrawOnce();
    let times = 0;
    const draw = () => Promise.resolve(new Response(`for ${++times}`, init));
    const answers = await Promise.all([1, 2, 3].map(() => once(asked(), ["/"], draw)));
    assert.deepEqual((await Promise.all(answers.map((answer) => answer.text()))).sort(), [
      "for 1",
      "for 2",
      "for 3",
    ]);
    for (const { status, headers } of answers) {
      assert.equal(status, init.status ?? 200);
      for (const [name, value] of new Headers(init.headers)) assert.equal(headers.get(name), value);
    }
  });
}
