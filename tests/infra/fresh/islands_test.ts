// What a page tells the browser about its islands, without a browser: the data element and its limits.
import { deepStrictEqual as same, match, strictEqual as equal } from "node:assert/strict";
import { App } from "fresh";
import { type Signal, signal } from "@preact/signals";
import { unflatten } from "devalue";
import { type ComponentChild, type ComponentChildren, h } from "preact";
import { bindManifest } from "../../../infra/fresh/serve.ts";

const Box = (props: { children?: ComponentChildren; value?: unknown }) => h("div", null, props.children);
const Outer = (props: { value: unknown }) => h("section", null, h(Box, { value: props.value }));
const FILE = "./islands/Box.tsx";

interface PageData {
  islands: [url: string, exportName: string][];
  props: [bundle: number, props: Record<string, unknown>][];
}

const crashes: unknown[] = [];

/** Renders `content` as a page of a built site; the raw document. */
async function document(content: () => ComponentChild): Promise<{ status: number; html: string }> {
  const bundle = (name: string) => ({ url: `/_fresh/js/${name}.js`, imports: ["/_fresh/js/chunk.js"] });
  const handler = bindManifest(
    new App().get("/", (ctx) => ctx.render(h("html", null, h("body", null, content())))),
    { routes: {}, islands: { [FILE]: { Box, Outer } }, baseUrl: import.meta.url },
    {
      snapshot: { buildId: "b1", boot: bundle("boot"), islands: { [FILE]: bundle("Box") } },
      report: (error) => crashes.push(error),
    },
  );
  const res = await handler(new Request("http://localhost/"));
  return { status: res.status, html: await res.text() };
}

async function pageData(content: () => ComponentChild): Promise<PageData> {
  const { html } = await document(content);
  const { islands, props } = JSON.parse(/id="f-page">(.*?)<\/script>/s.exec(html)![1]!);
  const revived = unflatten(props, {
    Signal: ([value]: [unknown]) => ({ signal: value }),
    Slot: (slot) => ({ slot }),
  });
  return { islands, props: revived };
}

Deno.test("each use of an island has its props; its bundle is named once", async () => {
  const data = await pageData(() => h("p", null, h(Box, { value: 1 }), h(Box, { value: 2 })));
  same(data, { islands: [["/_fresh/js/Box.js", "Box"]], props: [[0, { value: 1 }], [0, { value: 2 }]] });
});

Deno.test("signals keep their value, even a false one, and their identity", async () => {
  for (const value of [0, false, "", null, undefined, 7]) {
    const shared: Signal<unknown> = signal(value);
    const { props } = await pageData(() =>
      h("p", null, h(Box, { value: shared }), h(Box, { value: [shared] }))
    );
    same(props[0]![1].value, { signal: value });
    equal((props[1]![1].value as unknown[])[0], props[0]![1].value);
  }
});

Deno.test("an island inside an island is an ordinary component of it", async () => {
  equal((await pageData(() => h(Outer, { value: 1 }))).props.length, 1);
});

Deno.test("an island given to an island as a child is an island of its own", async () => {
  const { props } = await pageData(() => h(Box, null, h("b", null, h(Box, { value: 2 }))));
  equal(props.length, 2);
  equal("slot" in (props[0]![1].children as object), true);
});

Deno.test("text children travel as text", async () => {
  same((await pageData(() => h(Box, null, "a < b"))).props[0]![1], { children: "a < b" });
});

const refused: [what: string, props: Record<string, unknown>, message: RegExp][] = [
  ["a function", { value: { onPick: () => {} } }, /Cannot stringify a function/],
  ["an instance of a class", { value: new (class Money {})() }, /non-POJOs/],
  ["JSX inside an object", { value: { icon: h("b", null) } }, /JSX must be a prop of the island itself/],
];
for (const [what, props, message] of refused) {
  Deno.test(`${what} in props is refused, since it cannot reach a browser`, async () => {
    crashes.length = 0;
    equal((await document(() => h(Box, props))).status, 500);
    match((crashes[0] as Error).message, message);
  });
}

Deno.test("an island that is not in the build is a crash, not a dead button", async () => {
  crashes.length = 0;
  const handler = bindManifest(
    new App().get("/", (ctx) => ctx.render(h("p", null, h(Box, null)))),
    { routes: {}, islands: { [FILE]: { Box } }, baseUrl: import.meta.url },
    {
      snapshot: { buildId: "b1", boot: { url: "/b.js", imports: [] }, islands: {} },
      report: (error) => crashes.push(error),
    },
  );
  equal((await handler(new Request("http://localhost/"))).status, 500);
  match((crashes[0] as Error).message, /Cannot wake island ".\/islands\/Box.tsx": it is not in the build/);
});

Deno.test("bundles are preloaded once each", async () => {
  const { html } = await document(() => h("p", null, h(Box, { value: 1 }), h(Outer, { value: 1 })));
  same([...html.matchAll(/modulepreload" href="([^"]+)"/g)].map(([, url]) => url), [
    "/_fresh/js/boot.js",
    "/_fresh/js/chunk.js",
    "/_fresh/js/Box.js",
  ]);
});
