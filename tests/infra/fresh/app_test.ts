// Behaviour of `App` without a build; written to Fresh 2's documented API, so it holds for the real one too.
import { strictEqual as equal } from "node:assert/strict";
import { App, type Context, HttpError, page, type PageProps } from "fresh";
import { h } from "preact";
import { bindManifest } from "../../../infra/fresh/serve.ts";

type State = { trail?: string[] };
const get = (path: string, init?: RequestInit) => new Request(`http://localhost${path}`, init);
const app = () => new App<State>();

/** An application with these modules in routes/. */
function site(routes: Record<string, object>, base = app()) {
  const named = Object.entries(routes).map(([path, module]) => [`./routes/${path}`, module]);
  const manifest = { routes: Object.fromEntries(named), islands: {}, baseUrl: import.meta.url };
  return bindManifest(base.fsRoutes(), manifest);
}
const wrap = (tag: string) => ({ default: ({ Component }: PageProps) => h(tag, null, h(Component, null)) });

Deno.test("a handler answers for its path, with and without a trailing slash", async () => {
  const handler = app().get("/a", (ctx) => ctx.text("A")).get("/b/:id", (ctx) => ctx.text(ctx.params.id!))
    .handler();
  equal(await (await handler(get("/a"))).text(), "A");
  equal(await (await handler(get("/a/"))).text(), "A");
  equal(await (await handler(get("/b/7"))).text(), "7");
  equal(await (await handler(get("/b/7/"))).text(), "7");
});

Deno.test("parameters are decoded; a malformed escape is nobody's address", async () => {
  const handler = app().get("/b/:id", (ctx) => ctx.text(ctx.params.id!)).handler();
  equal(await (await handler(get("/b/%D0%B0"))).text(), "а");
  equal((await handler(get("/b/%E0%A4%A"))).status, 404);
});

Deno.test("a rest parameter matches nothing, one and many segments", async () => {
  const handler = app().get("/f/:rest*", (ctx) => ctx.json(ctx.params.rest ?? "")).handler();
  for (const [path, rest] of [["/f", ""], ["/f/a", "a"], ["/f/a/b", "a/b"]] as const) {
    equal(await (await handler(get(path))).json(), rest);
  }
});

Deno.test("an unknown path is 404", async () => {
  equal((await app().get("/a", (ctx) => ctx.text("A")).handler()(get("/x"))).status, 404);
});

Deno.test("another method is 405 with Allow, HEAD is GET without its body", async () => {
  const handler = app().get("/a", (ctx) => ctx.text("A")).post("/a", (ctx) => ctx.text("posted")).handler();
  const refused = await handler(get("/a", { method: "DELETE" }));
  equal(refused.status, 405);
  equal(refused.headers.get("allow"), "GET, POST");
  const head = await handler(get("/a", { method: "HEAD" }));
  equal(head.status, 200);
  equal(await head.text(), "");
});

Deno.test("middlewares run parent before child, whatever the order of registration", async () => {
  const step = (name: string) => (ctx: { state: State; next(): Promise<Response> }) => {
    ctx.state.trail = [...(ctx.state.trail ?? []), name];
    return ctx.next();
  };
  const handler = app().use("/a", step("child")).use(step("root"))
    .get("/a/b", (ctx) => ctx.json(ctx.state.trail)).use(step("too late")).handler();
  equal(JSON.stringify(await (await handler(get("/a/b"))).json()), '["root","child"]');
});

Deno.test("state belongs to one request", async () => {
  const handler = app().get("/", (ctx) => {
    ctx.state.trail = [...(ctx.state.trail ?? []), "x"];
    return ctx.json(ctx.state.trail.length);
  }).handler();
  await handler(get("/"));
  equal(await (await handler(get("/"))).json(), 1);
});

Deno.test("a middleware sees the response and may change it", async () => {
  const handler = app().use(async (ctx) => {
    const res = await ctx.next();
    res.headers.set("x-seen", String(res.status));
    return res;
  }).get("/", (ctx) => ctx.text("ok", { status: 201 })).handler();
  equal((await handler(get("/"))).headers.get("x-seen"), "201");
});

Deno.test("a page is drawn in its layouts and the app wrapper, innermost last", async () => {
  const handler = site({
    "_app.tsx": {
      default: ({ Component }: PageProps) => h("html", null, h("body", null, h(Component, null))),
    },
    "_layout.tsx": wrap("main"),
    "a/_layout.tsx": wrap("section"),
    "a/b.tsx": { handler: (ctx: Context<State>) => ctx.render(h("p", null, "hello & bye")) },
  });
  const res = await handler(get("/a/b"));
  equal(res.headers.get("content-type"), "text/html; charset=utf-8");
  equal(
    await res.text(),
    "<!DOCTYPE html><html><body><main><section><p>hello &amp; bye</p></section></main></body></html>",
  );
});

Deno.test("a route may leave out inherited layouts and the app wrapper", async () => {
  const handler = site({
    "_app.tsx": wrap("body"),
    "_layout.tsx": wrap("main"),
    "bare.tsx": {
      default: () => h("p", null, "bare"),
      config: { skipAppWrapper: true, skipInheritedLayouts: true },
    },
    "half.tsx": { default: () => h("p", null, "half"), config: { skipInheritedLayouts: true } },
  });
  equal(await (await handler(get("/bare"))).text(), "<p>bare</p>");
  equal(await (await handler(get("/half"))).text(), "<body><p>half</p></body>");
});

Deno.test("a handler gives its page data, status and headers", async () => {
  const handler = site({
    "index.tsx": {
      handler: { GET: () => page({ name: "Ann" }, { status: 418, headers: { "x-tea": "yes" } }) },
      default: ({ data }: PageProps<{ name: string }>) => h("p", null, data.name),
    },
  });
  const res = await handler(get("/"));
  equal(res.status, 418);
  equal(res.headers.get("x-tea"), "yes");
  equal(await res.text(), "<p>Ann</p>");
});

Deno.test("what is thrown reaches the nearest error page with its status", async () => {
  const failing = (error: HttpError) => () => {
    throw error;
  };
  const shown = (at: string) => ({
    default: ({ error }: PageProps) =>
      h("p", null, at, error instanceof HttpError ? error.message : "unknown"),
  });
  const base = app().get("/early", failing(new HttpError(418, "before any error page")));
  const handler = site({
    "_error.tsx": shown("root "),
    "a/_error.tsx": shown("near "),
    "a/index.ts": { handler: failing(new HttpError(409, "taken")) },
    "b.ts": { handler: { POST: failing(new HttpError(410)) } },
  }, base);
  const near = await handler(get("/a"));
  equal(near.status, 409);
  equal(await near.text(), "<p>near taken</p>");
  equal(await (await handler(get("/b", { method: "POST" }))).text(), "<p>root 410</p>");
  equal(await (await handler(get("/b"))).text(), "<p>root Method Not Allowed</p>");
  equal(await (await handler(get("/early"))).text(), "before any error page");
});

Deno.test("an HttpError without an error page is its message; a 5xx keeps its message to itself", async () => {
  const handler = app()
    .get("/gone", () => {
      throw new HttpError(410, "moved out");
    })
    .get("/down", () => {
      throw new HttpError(503, "internal detail");
    })
    .handler();
  equal(await (await handler(get("/gone"))).text(), "moved out");
  const down = await handler(get("/down"));
  equal(down.status, 503);
  equal(await down.text(), "Internal server error");
});

Deno.test("a redirect to a path stays on the site", async () => {
  const handler = app().get("/", (ctx) => ctx.redirect(ctx.url.searchParams.get("to")!, 303)).handler();
  const to = async (path: string) =>
    (await handler(get(`/?to=${encodeURIComponent(path)}`))).headers.get("location");
  equal(await to("/a?b=//c"), "/a?b=//c");
  equal(await to("//evil.example/a"), "/evil.example/a");
  equal(await to("/\\evil.example"), "/evil.example");
  equal(await to("https://pay.example/1"), "https://pay.example/1");
});

Deno.test("ctx.render refuses what is not JSX", async () => {
  const handler = site({
    "_error.tsx": { default: ({ error }: PageProps) => h("p", null, (error as Error).message) },
    "index.ts": { handler: (ctx: Context<State>) => ctx.render("text" as never) },
  });
  equal(await (await handler(get("/"))).text(), "<p>Cannot render text: ctx.render() takes JSX or null</p>");
});
