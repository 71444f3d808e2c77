// The fixture site with a build: bundles, immutable addresses, compressed files, and a browser that wakes islands.
import { deepStrictEqual as same, match, strictEqual as equal } from "node:assert/strict";
import { App, staticFiles } from "fresh";
import { asset } from "fresh/runtime";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { bindManifest, type Handler, readSnapshot } from "../../../infra/fresh/serve.ts";
import { build } from "../../../tools/build/bundle.ts";
import { withBrowser } from "../../support/browser.ts";
import manifest from "./fixture/fresh.gen.ts";

const ROOT = new URL("./fixture/", import.meta.url);
const CSP = "default-src 'self'; script-src 'self'; style-src 'self'";

/** Builds the fixture into a folder of its own, for as long as `use` runs. */
async function withBuild(use: (handler: Handler) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const outDir = new URL(`file://${folder}/`);
  try {
    await build(ROOT, outDir);
    const app = new App().use(async (ctx) => {
      const res = await ctx.next();
      res.headers.set("content-security-policy", CSP);
      return res;
    }).use(staticFiles()).fsRoutes();
    await use(bindManifest(app, manifest, { snapshot: await readSnapshot(outDir), outDir }));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function builtTest(
  name: string,
  check: (get: (path: string, init?: RequestInit) => Promise<Response>) => Promise<void>,
) {
  // The bundler is a child process that ends a moment after the build.
  Deno.test(
    { name, sanitizeOps: false, sanitizeResources: false },
    () =>
      withBuild((handler) => check((path, init) => handler(new Request(`http://localhost${path}`, init)))),
  );
}

builtTest("a page without islands ships no JavaScript, one with islands no inline script", async (get) => {
  equal((await (await get("/plain")).text()).includes("<script"), false);
  const html = await (await get("/")).text();
  for (const [tag] of html.matchAll(/<script[^>]*>/g)) {
    match(tag, /type="application\/json"|src="\/_fresh\/js\//);
  }
  match(html, /<link rel="modulepreload" href="\/_fresh\/js\/boot-/);
});

builtTest("props cannot close the element that carries them", async (get) => {
  const html = await (await get("/")).text();
  const payload = html.slice(html.indexOf('id="f-page">'), html.indexOf("</script><script"));
  equal(payload.slice(12).includes("<"), false);
});

builtTest("bundles are immutable; asset() makes any static file so, for this build only", async (get) => {
  const html = await (await get("/")).text();
  for (const [, url] of html.matchAll(/modulepreload" href="([^"]+)"/g)) {
    equal((await get(url!)).headers.get("cache-control"), "public, max-age=31536000, immutable");
  }
  match(html, new RegExp(asset("/app.css").replace("?", "\\?")));
  equal((await get(asset("/app.css"))).headers.get("cache-control"), "public, max-age=31536000, immutable");
  equal((await get("/app.css?__frsh_c=older")).headers.get("cache-control"), "no-cache");
});

builtTest("an unchanged file is 304, HEAD has no body", async (get) => {
  const etag = (await get("/app.css")).headers.get("etag")!;
  const again = await get("/app.css", { headers: { "if-none-match": etag } });
  equal(again.status, 304);
  equal(again.headers.get("etag"), etag);
  const head = await get("/app.css", { method: "HEAD" });
  equal(head.status, 200);
  equal(await head.text(), "");
});

builtTest("bundles travel compressed in the form the client prefers", async (get) => {
  const html = await (await get("/")).text();
  const url = html.match(/"(\/_fresh\/js\/chunk-[^"]+)"/)![1]!;
  const plain = await (await get(url)).text();
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync };
  for (
    const [accept, encoding] of [["gzip, deflate, br", "br"], ["gzip", "gzip"], [
      "br;q=0, gzip",
      "gzip",
    ]] as const
  ) {
    const res = await get(url, { headers: { "accept-encoding": accept } });
    equal(res.headers.get("content-encoding"), encoding);
    equal(res.headers.get("vary"), "Accept-Encoding");
    equal(unpack[encoding](await res.bytes()).toString(), plain);
  }
});

builtTest("browser entries have addresses of their own, the service worker a fixed one", async (get) => {
  match(await (await get(asset("/entries/hello.js"))).text(), /world/);
  const worker = await get("/sw.js");
  equal(worker.headers.get("cache-control"), "no-cache");
  equal(worker.headers.get("content-type"), "text/javascript; charset=utf-8");
});

withBrowser(
  "islands wake, share signals, show and hide their slots, and keep what was typed",
  async (browser) => {
    await withBuild(async (handler) => {
      const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
      try {
        const page = await browser.newPage();
        const complaints: string[] = [];
        page.on("pageerror", (error) => complaints.push(error.message));
        page.on("console", (message) => {
          if (message.type() === "error" && !message.text().includes("404")) complaints.push(message.text());
        });
        await page.goto(`http://127.0.0.1:${server.addr.port}/`);
        const counter = (name: string) => page.locator(`[data-counter="${name}"]`);
        await page.locator('[data-counter="first"]:enabled').waitFor();

        await counter("first").click();
        await counter("second").click();
        await counter("third").click();
        for (const name of ["first", "second", "third"]) equal(await counter(name).innerText(), `${name}: 3`);

        // Adopted, not replaced: the server's root element of Echo is gone, its text is still text.
        equal(await page.locator("[data-echo]").count(), 1);
        equal(await page.locator('[data-echo="browser"]').innerText(), "</script><!--<b>bold</b>");
        equal(
          await page.locator("[data-seen]").getAttribute("data-seen"),
          "1970-01-02T00:00:00.000Z 1 1 true 11",
        );

        // An island without a root element grows and shrinks in its own place.
        const pair = async () =>
          await page.locator("[data-pair]").evaluateAll((nodes) =>
            nodes.map((node) => node.textContent).join()
          );
        equal(await pair(), "one,three");
        await page.locator('[data-pair="one"]').click();
        equal(await pair(), "one,two,three,four");
        equal(await page.locator('[data-pair="four"] + code[data-seen]').count(), 1);
        await page.locator('[data-pair="one"]').click();
        equal(await pair(), "one,three");

        // A slot keeps its nodes while its island updates, and revives after being hidden.
        await page.locator('[name="typed"]').fill("mine");
        const open = page.locator('[data-disclosure="open"]');
        await counter("first").click();
        equal(await page.locator('[name="typed"]').inputValue(), "mine");
        await open.locator("text=toggle").click();
        equal(await page.locator("#in-slot").count(), 0);
        await open.locator("text=toggle").click();
        equal(await page.locator("#in-slot b").innerText(), "bold");
        equal(await page.locator('[name="typed"]').inputValue(), "initial");
        await counter("third").click();
        equal(await counter("first").innerText(), "first: 5");

        // A slot nobody has drawn yet arrives with its islands.
        equal(await page.locator("#hidden-slot").count(), 0);
        await page.locator('[data-disclosure="closed"]').locator("text=toggle").click();
        equal(await page.locator("#hidden-slot").innerText(), "hidden");
        await counter("fourth").click();
        equal(await counter("first").innerText(), "first: 6");
        equal(await counter("fourth").isEnabled(), true);
        same(complaints, []);
      } finally {
        await server.shutdown();
      }
    });
  },
);

withBrowser("what was typed into a slot before its island woke is still there", async (browser) => {
  await withBuild(async (handler) => {
    const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
    try {
      const page = await browser.newPage();
      let release = () => {};
      const held = new Promise<void>((resolve) => release = resolve);
      await page.route("**/_fresh/js/boot-*", async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(`http://127.0.0.1:${server.addr.port}/`, { waitUntil: "commit" });
      await page.locator('[name="typed"]').fill("early");
      release();
      await page.locator('[data-counter="third"]:enabled').waitFor();
      equal(await page.locator('[name="typed"]').inputValue(), "early");
    } finally {
      await server.shutdown();
    }
  });
});

withBrowser("a form works before any script has run", async (browser) => {
  await withBuild(async (handler) => {
    const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
    try {
      const page = await browser.newPage();
      await page.route("**/_fresh/js/*", (route) => route.abort());
      await page.goto(`http://127.0.0.1:${server.addr.port}/form`);
      await page.locator('[name="text"]').fill("hello");
      await page.locator("text=Say").click();
      await page.locator("#said:text-is('hello')").waitFor();
    } finally {
      await server.shutdown();
    }
  });
});
