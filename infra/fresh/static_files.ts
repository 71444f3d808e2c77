// The files of static/ and the built bundles, answered before any route.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { acceptedEncoding, type Encoding } from "./accepted_encoding.ts";
import { INTERNAL } from "./context.ts";
import type { Middleware } from "./define.ts";
import { build } from "./runtime/build.ts";
import { BUNDLE_PATH } from "./serve.ts";

/** Answers a request for one file. */
export type StaticFile = (req: Request, cacheControl: string) => Response;

const TYPES: Record<string, string> = {
  css: "text/css; charset=utf-8",
  ico: "image/x-icon",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  webmanifest: "application/manifest+json",
  woff2: "font/woff2",
};

/** GET and HEAD of a known file; everything else goes on. Bundles and what `asset()` names are cacheable for ever. */
export function staticFiles<State>(): Middleware<State> {
  return (ctx) => {
    const { pathname, searchParams } = ctx.url;
    const file = /^(GET|HEAD)$/.test(ctx.req.method) ? ctx[INTERNAL].site.files.get(pathname) : undefined;
    if (file === undefined) return ctx.next();
    const isCurrent = build.id !== null && searchParams.get("__frsh_c") === build.id;
    const forever = isCurrent || pathname.startsWith(BUNDLE_PATH);
    return file(ctx.req, forever ? "public, max-age=31536000, immutable" : "no-cache");
  };
}

/** Reads a folder, by URL path ending with "/"; a folder that does not exist has no files. */
export function filesOf(path: string, folder: URL): [path: string, file: StaticFile][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return filesOf(`${path}${entry.name}/`, new URL(`${entry.name}/`, folder));
    return [[path + entry.name, fileAt(new URL(entry.name, folder))]];
  });
}

/** One file in memory: 200, or 304 when the client has these bytes; in the smallest form the client accepts. */
function fileAt(url: URL): StaticFile {
  const bytes = new Uint8Array(readFileSync(url));
  const type = TYPES[url.pathname.slice(url.pathname.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  const etag = `W/"${createHash("sha256").update(bytes).digest("hex").slice(0, 24)}"`;
  const isCompressible = /^text|json|svg/.test(type);
  const compressed = new Map<Encoding, Uint8Array<ArrayBuffer>>(); // made when first asked for
  return (req, cacheControl) => {
    const headers = new Headers({ "cache-control": cacheControl, "content-type": type, etag });
    if (isCompressible) headers.set("vary", "Accept-Encoding");
    if (req.headers.get("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers });
    const encoding = isCompressible ? acceptedEncoding(req) : null;
    if (encoding === null) return new Response(bytes, { headers });
    headers.set("content-encoding", encoding);
    const compress = encoding === "br" ? brotliCompressSync : gzipSync;
    const body = compressed.getOrInsertComputed(encoding, () => new Uint8Array(compress(bytes)));
    return new Response(body, { headers });
  };
}
