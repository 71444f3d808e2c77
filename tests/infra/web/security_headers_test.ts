// Security headers by path and scheme.
import assert from "node:assert/strict";
import { createSecurityHeaders } from "../../../infra/web/security_headers.ts";

function headersOf(
  pathname: string,
  { https = false, given = {} }: { https?: boolean; given?: HeadersInit } = {},
) {
  const headers = new Headers(given);
  createSecurityHeaders({ https, frameAncestors: ["https://phone.example"] })(headers, pathname);
  return headers;
}

Deno.test("scripts and styles come from us alone, and nothing inline", () => {
  const policy = headersOf("/").get("content-security-policy")!;
  assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
  assert.doesNotMatch(policy, /unsafe|\*/);
});

Deno.test("Telegram Web and configured origins may frame the Mini App, nobody the console", () => {
  const ancestors = (path: string) =>
    /frame-ancestors (.*)$/.exec(headersOf(path).get("content-security-policy")!)![1];
  assert.equal(
    ancestors("/cargos/1"),
    "'self' https://web.telegram.org https://webk.telegram.org https://weba.telegram.org https://phone.example",
  );
  for (const path of ["/admin", "/admin/", "/admin/events"]) assert.equal(ancestors(path), "'none'");
});

Deno.test("HSTS is sent over https alone", () => {
  assert.equal(headersOf("/").get("strict-transport-security"), null);
  assert.match(headersOf("/", { https: true }).get("strict-transport-security")!, /^max-age=31536000/);
});

Deno.test("what says nothing of caches is kept private; what does is left alone", () => {
  assert.equal(headersOf("/").get("cache-control"), "private, no-cache");
  const forever = "public, max-age=31536000, immutable";
  assert.equal(headersOf("/a.js", { given: { "cache-control": forever } }).get("cache-control"), forever);
});
