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
