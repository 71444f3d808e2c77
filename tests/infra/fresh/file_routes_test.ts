// The fixture site served without a build: file conventions, and islands drawn on the server.
import { match, strictEqual as equal } from "node:assert/strict";
import { App, staticFiles } from "fresh";
import { bindManifest } from "../../../infra/fresh/serve.ts";
import manifest from "./fixture/fresh.gen.ts";

const crashes: unknown[] = [];
const handler = bindManifest(new App().use(staticFiles()).fsRoutes(), manifest, {
  report: (error) => crashes.push(error),
});
const get = (path: string, init?: RequestInit) => handler(new Request(`http://localhost${path}`, init));

Deno.test("index, layouts and _app make the document", async () => {
  const html = await (await get("/plain")).text();
  match(html, /^<!DOCTYPE html><html lang="en"><head>/);
  match(html, /<main data-path="\/plain"><p>No islands here<\/p><\/main><\/body><\/html>$/);
});

Deno.test("a page without a build ships no script, and its islands are drawn all the same", async () => {
  const html = await (await get("/")).text();
  equal(html.includes("<script"), false);
  match(html, /data-counter="first" disabled\s*>first: 0</);
  equal(html.includes("</script>"), false);
});

Deno.test("the title of a page replaces that of the document", async () => {
  const html = await (await get("/")).text();
  equal(html.match(/<title>[^<]*<\/title>/g)?.join(), "<title>Islands</title>");
});

Deno.test("a literal path beats a parameter, in a group that is not part of the URL", async () => {
  const staff = { headers: { "x-role": "staff" } };
  match(await (await get("/admin/new", staff)).text(), /<h1>new<\/h1>/);
  match(await (await get("/admin/7/", staff)).text(), /<h1 data-route="\/admin\/:id">Thing 7<\/h1>/);
});

Deno.test("a group's middleware guards the group and nothing else", async () => {
  equal((await get("/admin/7")).status, 404);
  const res = await get("/admin/7", { headers: { "x-role": "staff" } });
  equal(res.headers.get("x-staff"), "yes");
  equal((await get("/plain")).headers.get("x-staff"), null);
});

Deno.test("folders of shared code are not served", async () => {
  equal((await get("/heading")).status, 404);
  equal((await get("/(_shared)/heading")).status, 404);
});

Deno.test("a rest parameter gets the whole path", async () => {
  equal((await (await get("/files/a/b.txt")).json()).path, "a/b.txt");
});

Deno.test("unknown paths are drawn by the error page, in layout and document, as 404", async () => {
  const res = await get("/nowhere");
  equal(res.status, 404);
  match(await res.text(), /<html.*<main.*data-error="404"/);
});

Deno.test("a crash is reported once and drawn by the error page as 500", async () => {
  crashes.length = 0;
  const res = await get("/crash");
  equal(res.status, 500);
  match(await res.text(), /data-error="500"/);
  equal(crashes.length, 1);
  equal((crashes[0] as Error).message, "deliberate");
});

Deno.test("a form is posted, redirects and shows what was said", async () => {
  const posted = await get("/form", { method: "POST", body: new URLSearchParams({ text: "a&b" }) });
  equal(posted.status, 303);
  const html = await (await get(posted.headers.get("location")!)).text();
  match(html, /<output id="said">a&amp;b<\/output>/);
});

Deno.test("static files are served without a build", async () => {
  const res = await get("/app.css");
  equal(res.headers.get("content-type"), "text/css; charset=utf-8");
  equal(res.headers.get("cache-control"), "no-cache");
  match(await res.text(), /margin: 0/);
});
