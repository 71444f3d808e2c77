// Behaviour of `App` without a build; written to Fresh 2's documented API, so it holds for the real one too.
import { strictEqual as equal } from "node:assert/strict";
import { App, csrf, HttpError, page, trailingSlashes } from "fresh";
import { h } from "preact";

type State = { trail?: string[] };
const get = (path: string, init?: RequestInit) => new Request(`http://localhost${path}`, init);
const app = () => new App<State>();

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

Deno.test("another method is 405 with Allow, OPTIONS lists the methods, HEAD is GET without its body", async () => {
  const handler = app().get("/a", (ctx) => ctx.text("A")).post("/a", (ctx) => ctx.text("posted")).handler();
  const refused = await handler(get("/a", { method: "DELETE" }));
  equal(refused.status, 405);
  equal(refused.headers.get("allow"), "GET, POST, HEAD, OPTIONS");
  const options = await handler(get("/a", { method: "OPTIONS" }));
  equal(options.status, 204);
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
  const handler = app()
    .appWrapper(({ Component }) => h("html", null, h("body", null, h(Component, null))))
    .layout("/", ({ Component }) => h("main", null, h(Component, null)))
    .layout("/a", ({ Component }) => h("section", null, h(Component, null)))
    .get("/a/b", (ctx) => ctx.render(h("p", null, "hello & bye")))
    .handler();
  const res = await handler(get("/a/b"));
  equal(res.headers.get("content-type"), "text/html; charset=utf-8");
  equal(
    await res.text(),
    "<!DOCTYPE html><html><body><main><section><p>hello &amp; bye</p></section></main></body></html>",
  );
});

Deno.test("a route may leave out inherited layouts and the app wrapper", async () => {
  const handler = app()
    .appWrapper(({ Component }) => h("body", null, h(Component, null)))
    .layout("/", ({ Component }) => h("main", null, h(Component, null)))
    .route("/bare", {
      component: () => h("p", null, "bare"),
      config: { skipAppWrapper: true, skipInheritedLayouts: true },
    })
    .route("/half", { component: () => h("p", null, "half"), config: { skipInheritedLayouts: true } })
    .handler();
  equal(await (await handler(get("/bare"))).text(), "<p>bare</p>");
  equal(await (await handler(get("/half"))).text(), "<body><p>half</p></body>");
});

Deno.test("a handler gives its page data, status and headers", async () => {
  const handler = app().route("/", {
    handler: { GET: () => page({ name: "Ann" }, { status: 418, headers: { "x-tea": "yes" } }) },
    component: ({ data }: { data: { name: string } }) => h("p", null, data.name),
  }).handler();
  const res = await handler(get("/"));
  equal(res.status, 418);
  equal(res.headers.get("x-tea"), "yes");
  equal(await res.text(), "<p>Ann</p>");
});

Deno.test("an async component may answer by itself", async () => {
  const handler = app()
    .route("/in", { component: async () => await Promise.resolve(h("p", null, "in")) })
    .route("/out", { component: async () => await Promise.resolve(new Response("out", { status: 403 })) })
    .handler();
  equal(await (await handler(get("/in"))).text(), "<p>in</p>");
  equal((await handler(get("/out"))).status, 403);
});

Deno.test("what is thrown reaches the nearest error page with its status", async () => {
  const handler = app()
    .onError("/", (ctx) => ctx.text(`root ${ctx.error instanceof HttpError ? ctx.error.status : "?"}`))
    .onError("/a", {
      component: ({ error }) => h("p", null, error instanceof HttpError ? error.message : "unknown"),
    })
    .get("/a", () => {
      throw new HttpError(409, "taken");
    })
    .get("/b", () => {
      throw new HttpError(410);
    })
    .handler();
  const near = await handler(get("/a"));
  equal(near.status, 409);
  equal(await near.text(), "<p>taken</p>");
  equal(await (await handler(get("/b"))).text(), "root 410");
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

Deno.test("notFound answers unknown paths after the root middlewares", async () => {
  const handler = app().use((ctx) => {
    ctx.state.trail = ["seen"];
    return ctx.next();
  }).notFound((ctx) => ctx.text(`nothing here, ${ctx.state.trail?.[0]}`, { status: 404 })).handler();
  const res = await handler(get("/x"));
  equal(res.status, 404);
  equal(await res.text(), "nothing here, seen");
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
  const handler = app().onError("/", (ctx) => ctx.text((ctx.error as Error).message))
    .get("/", (ctx) => ctx.render("text" as never)).handler();
  equal(await (await handler(get("/"))).text(), "Cannot render text: ctx.render() takes JSX or null");
});

Deno.test("an app mounted under a path keeps its routes and middlewares there", async () => {
  const inner = app().use(async (ctx) => {
    const res = await ctx.next();
    res.headers.set("x-inner", "1");
    return res;
  }).get("/list", (ctx) => ctx.text("inner"));
  const handler = app().mountApp("/api", inner).get("/", (ctx) => ctx.text("outer")).handler();
  const res = await handler(get("/api/list"));
  equal(await res.text(), "inner");
  equal(res.headers.get("x-inner"), "1");
  equal((await handler(get("/"))).headers.get("x-inner"), null);
});

Deno.test("csrf refuses unsafe requests from other sites only", async () => {
  const handler = app().use(csrf()).all("/", (ctx) => ctx.text("ok")).handler();
  const status = async (method: string, headers: Record<string, string>) =>
    (await handler(get("/", { method, headers }))).status;
  equal(await status("POST", { "sec-fetch-site": "same-origin" }), 200);
  equal(await status("POST", { origin: "http://localhost" }), 200);
  equal(await status("POST", { origin: "http://evil.example" }), 403);
  equal(await status("POST", { "sec-fetch-site": "cross-site" }), 403);
  equal(await status("GET", { "sec-fetch-site": "cross-site" }), 200);
  equal(await status("POST", {}), 200);
});

Deno.test("trailingSlashes redirects to one form and keeps the query", async () => {
  const never = app().use(trailingSlashes("never")).get("/a", (ctx) => ctx.text("A")).handler();
  const res = await never(get("/a/?q=1"));
  equal(res.status, 307);
  equal(res.headers.get("location"), "/a?q=1");
});
