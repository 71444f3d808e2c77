// Compresses text answers on their way out: a driver on 3G waits for bytes, not for our processor.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { acceptedEncoding, type Encoding } from "../fresh/accepted_encoding.ts";
import type { Handler } from "../fresh/serve.ts";

export interface CompressOptions {
  /** Shorter bodies go as they are; bytes. */
  minimumBytes?: number;
  brotliQuality?: number;
  gzipLevel?: number;
}

const TEXT =
  /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?json\b|application\/x-ndjson\b|text\/javascript|image\/svg)/;

/**
 * Wraps the outermost handler. Bodies of text types are compressed whole, except NDJSON, which is streamed (gzip);
 * event streams, HEAD, answers encoded already and `no-transform` pass untouched. ETags become weak, since one
 * resource now has several forms.
 */
export function compress(handler: Handler, options: CompressOptions = {}): Handler {
  const { minimumBytes = 1024 } = options;
  return async (req, info) => {
    const res = await handler(req, info);
    const type = res.headers.get("content-type") ?? "";
    if (!TEXT.test(type) || req.method === "HEAD" || !mayChange(res)) return res;
    if (type.startsWith("application/x-ndjson")) return streamed(req, res);
    const encoding = acceptedEncoding(req);
    const bytes = await res.bytes();
    if (encoding === null || bytes.length < minimumBytes) return varying(res, bytes);
    return varying(res, compressed(bytes, encoding, options), encoding);
  };
}

/** The bytes in an encoding. */
export function compressed(
  bytes: Uint8Array,
  encoding: Encoding,
  { brotliQuality = 1, gzipLevel = 6 }: CompressOptions = {},
): Uint8Array<ArrayBuffer> {
  if (encoding === "gzip") return new Uint8Array(gzipSync(bytes, { level: gzipLevel }));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return new Uint8Array(brotliCompressSync(bytes, { params }));
}

function mayChange(res: Response): boolean {
  return res.status !== 204 && res.status !== 206 && res.status !== 304 &&
    !res.headers.has("content-encoding") && !res.headers.get("cache-control")?.includes("no-transform");
}

/** Runtimes offer no streaming brotli everywhere, so a stream is gzip or nothing. */
function streamed(req: Request, res: Response): Response {
  if (acceptedEncoding(req, ["gzip"]) === null || res.body === null) return varying(res, res.body);
  return varying(res, res.body.pipeThrough(new CompressionStream("gzip")), "gzip");
}

function varying(res: Response, body: BodyInit | null, encoding?: string): Response {
  const { status, statusText, headers } = res;
  if (!headers.get("vary")?.toLowerCase().includes("accept-encoding")) {
    headers.append("vary", "Accept-Encoding");
  }
  if (encoding !== undefined) {
    headers.set("content-encoding", encoding);
    headers.delete("content-length");
    const etag = headers.get("etag");
    if (etag?.startsWith('"')) headers.set("etag", `W/${etag}`);
  }
  return new Response(body, { status, statusText, headers });
}
