// On a slow line a page stops halfway: what has arrived stays where it is when the rest does.
import assert from "node:assert/strict";
import { withBrowser } from "../support/browser.ts";
import { type ApiClient, startProduct } from "../support/product.ts";
import { styled } from "../support/styled.ts";

const LIST = "/?mode=all&price_min=1000";
/** Where the page stops, by what has just arrived, and what must not move then. */
const STOPS = [
  {
    part: "the filter, but not the order",
    after: 'class="filter"',
    end: "</details>",
    stays: ".filter summary",
  },
  { part: "one button of a card", after: 'data-action="respond"', end: "</a>", stays: ".card .button" },
  { part: "one tab of four", after: 'class="tabs"', end: "</a>", stays: ".tabs a:first-child" },
];

withBrowser("what has arrived of a page stays in its place when the rest arrives", async (browser) => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const { text } = await driver.get(LIST);
  for (const { part, after, end, stays } of STOPS) {
    const from = text.indexOf(after);
    assert.ok(from > 0, `no ${after} in the page`);
    await using line = stoppingLine(driver, text, text.indexOf(end, from) + end.length);
    const page = await browser.newPage();
    await page.setViewportSize({ width: 360, height: 740 });
    const loaded = page.goto(line.url);
    await page.locator(stays).first().waitFor();
    await styled(page);
    const before = await page.locator(stays).first().boundingBox();
    line.goOn();
    await loaded;
    assert.deepEqual(await page.locator(stays).first().boundingBox(), before, part);
    await page.close();
  }
});

/** Serves a page that stops after so many characters until it is told to go on; what the page asks for comes at once. */
function stoppingLine({ baseUrl }: ApiClient, html: string, stop: number) {
  const { promise: told, resolve: goOn } = Promise.withResolvers<void>();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, ({ url, headers }) => {
    const { pathname, search } = new URL(url);
    if (headers.get("sec-fetch-dest") !== "document") return fetch(baseUrl + pathname + search);
    return new Response(inTwo(html, stop, told), { headers: { "content-type": "text/html; charset=utf-8" } });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/`,
    goOn,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

function inTwo(text: string, stop: number, told: Promise<void>): ReadableStream<Uint8Array> {
  const bytes = (part: string) => new TextEncoder().encode(part);
  return new ReadableStream({
    async start(out) {
      out.enqueue(bytes(text.slice(0, stop)));
      await told;
      out.enqueue(bytes(text.slice(stop)));
      out.close();
    },
  });
}
