// File conventions one by one, on modules made up in the test.
import { match, strictEqual as equal, throws } from "node:assert/strict";
import { App, type Context, HttpError, type PageProps } from "fresh";
import { h } from "preact";
import { bindManifest } from "../../../infra/fresh/serve.ts";

type State = { trail?: string };
type Ctx = Context<State>;

function site(routes: Record<string, object>) {
  const manifest = {
    routes: Object.fromEntries(Object.entries(routes).map(([path, module]) => [`./routes/${path}`, module])),
    islands: {},
    baseUrl: import.meta.url,
  };
  const handler = bindManifest(new App<State>().fsRoutes(), manifest, { report: () => {} });
  return async (path: string) => await (await handler(new Request(`http://localhost${path}`))).text();
}

const echo = { handler: (ctx: Ctx) => ctx.text(JSON.stringify(ctx.params)) };
const text = (words: string) => ({ default: () => h("p", null, words) });
const wrap = (tag: string) => ({ default: ({ Component }: PageProps) => h(tag, null, h(Component, null)) });
const leave = (name: string) => (ctx: Ctx) => {
  ctx.state.trail = `${ctx.state.trail ?? ""}${name}`;
  return ctx.next();
};
const trail = { handler: (ctx: Ctx) => ctx.text(ctx.state.trail ?? "") };

Deno.test("parameters: whole segments, parts of one, rest", async () => {
  const get = site({
    "orders/[id].ts": echo,
    "v-[major].[minor].ts": echo,
    "[a]/x/[...rest].ts": echo,
  });
  equal(await get("/orders/7"), '{"id":"7"}');
  equal(await get("/v-1.2"), '{"major":"1","minor":"2"}');
  equal(await get("/q/x/1/2"), '{"a":"q","rest":"1/2"}');
});

Deno.test("the most specific file answers, however the manifest is ordered", async () => {
  const get = site({
    "[...rest].ts": text("rest"),
    "a/[id].ts": text("parameter"),
    "a/b.ts": text("literal"),
    "a/index.ts": text("index"),
  });
  equal(await get("/a/b"), "<p>literal</p>");
  equal(await get("/a/c"), "<p>parameter</p>");
  equal(await get("/a"), "<p>index</p>");
  equal(await get("/z/y"), "<p>rest</p>");
});

Deno.test("layouts nest by folder and group; one may leave its parents out", async () => {
  const get = site({
    "_layout.tsx": wrap("main"),
    "(g)/_layout.tsx": wrap("section"),
    "(g)/in.tsx": text("in"),
    "out.tsx": text("out"),
    "alone/_layout.tsx": { ...wrap("aside"), config: { skipInheritedLayouts: true } },
    "alone/page.tsx": text("alone"),
  });
  equal(await get("/in"), "<main><section><p>in</p></section></main>");
  equal(await get("/out"), "<main><p>out</p></main>");
  equal(await get("/alone/page"), "<aside><p>alone</p></aside>");
});

Deno.test("middlewares: a function, an array, and folder by folder", async () => {
  const get = site({
    "_middleware.ts": { default: [leave("1"), leave("2")] },
    "a/_middleware.ts": { default: leave("3") },
    "a/(g)/_middleware.ts": { default: leave("4") },
    "a/(g)/b.ts": trail,
    "c.ts": trail,
  });
  equal(await get("/a/b"), "1234");
  equal(await get("/c"), "12");
  throws(() => site({ "_middleware.ts": { default: { GET: leave("x") } } }), TypeError);
});

Deno.test("the nearest error page answers, and one that fails itself hands over to its parent", async () => {
  const failing = {
    handler: () => {
      throw new HttpError(409, "no");
    },
  };
  const get = site({
    "_error.tsx": { default: ({ error }: PageProps) => h("i", null, (error as Error).message) },
    "a/_error.tsx": text("a failed"),
    "a/x.ts": failing,
    "b/_error.tsx": {
      default: () => {
        throw new Error("the error page failed");
      },
    },
    "b/x.ts": failing,
    "x.ts": failing,
  });
  equal(await get("/a/x"), "<p>a failed</p>");
  equal(await get("/x"), "<i>no</i>");
  equal(await get("/b/x"), "<i>the error page failed</i>");
});

Deno.test("a module that is neither page nor handler is refused at start", () => {
  throws(() => site({ "a.ts": { something: 1 } }), /neither a component nor a handler/);
});

Deno.test("programmatic middlewares for a URL apply to file routes in groups below it", async () => {
  const manifest = {
    routes: { "./routes/(staff)/admin/x.ts": trail },
    islands: {},
    baseUrl: import.meta.url,
  };
  const handler = bindManifest(new App<State>().use("/admin", leave("admin")).fsRoutes(), manifest);
  match(await (await handler(new Request("http://localhost/admin/x"))).text(), /^admin$/);
});
