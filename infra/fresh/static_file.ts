// One static file: its bytes, its ETag, and its compressed forms.
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { acceptedEncoding, type Encoding } from "./accepted_encoding.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Content types of the files a site has; `true` where compression pays. */
const TYPES: Record<string, [type: string, compressible: boolean]> = {
  css: ["text/css; charset=utf-8", true],
  html: ["text/html; charset=utf-8", true],
  ico: ["image/x-icon", false],
  jpg: ["image/jpeg", false],
  js: ["text/javascript; charset=utf-8", true],
  json: ["application/json", true],
  map: ["application/json", true],
  png: ["image/png", false],
  svg: ["image/svg+xml", true],
  txt: ["text/plain; charset=utf-8", true],
  webmanifest: ["application/manifest+json", true],
  webp: ["image/webp", false],
  woff2: ["font/woff2", false],
};

export class StaticFile {
  readonly #type: string;
  readonly #compressible: boolean;
  #loaded: Promise<{ bytes: Bytes; etag: string }> | null = null;
  #encoded = new Map<Encoding, Promise<Bytes>>();

  constructor(readonly url: URL) {
    const extension = url.pathname.slice(url.pathname.lastIndexOf(".") + 1);
    [this.#type, this.#compressible] = TYPES[extension] ?? ["application/octet-stream", false];
  }

  /** 200, or 304 when the client has these bytes; the smallest form the client accepts. HEAD is the caller's. */
  async answer(req: Request, cacheControl: string): Promise<Response> {
    const { bytes, etag } = await (this.#loaded ??= this.#load());
    const headers = new Headers({ "cache-control": cacheControl, "content-type": this.#type, etag });
    // The default scope of a worker is its folder; said aloud so that it may be moved without losing its scope.
    if (this.url.pathname.endsWith("/sw.js")) headers.set("service-worker-allowed", "/");
    if (this.#compressible) headers.set("vary", "Accept-Encoding");
    if (req.headers.get("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers });
    const encoding = this.#compressible ? acceptedEncoding(req) : null;
    const body = encoding === null ? bytes : await this.#encodedAs(encoding, bytes);
    if (body.length >= bytes.length || encoding === null) return new Response(bytes, { headers });
    headers.set("content-encoding", encoding);
    return new Response(body, { headers });
  }

  async #load(): Promise<{ bytes: Bytes; etag: string }> {
    try {
      const bytes = await Deno.readFile(this.url);
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      return { bytes, etag: `W/"${hash.toHex().slice(0, 24)}"` };
    } catch (error) {
      this.#loaded = null; // the next request tries again
      throw error;
    }
  }

  #encodedAs(encoding: Encoding, bytes: Bytes): Promise<Bytes> {
    let encoded = this.#encoded.get(encoding);
    if (encoded === undefined) {
      encoded = (encoding === "br" ? brotli(bytes) : gzipped(bytes)).then((result) => new Uint8Array(result));
      this.#encoded.set(encoding, encoded);
    }
    return encoded;
  }
}

function brotli(bytes: Bytes): Promise<Uint8Array> {
  return promisify<Bytes, object, Uint8Array>(brotliCompress)(bytes, {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

function gzipped(bytes: Bytes): Promise<Uint8Array> {
  return promisify<Bytes, object, Uint8Array>(gzip)(bytes, { level: 9 });
}
