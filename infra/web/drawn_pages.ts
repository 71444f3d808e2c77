// Pages that many drivers see alike are drawn and compressed once, then only copied out: most requests of a busy day.
import { createHash } from "node:crypto";
import { acceptedEncoding, type Encoding } from "../fresh/accepted_encoding.ts";
import { LruMap } from "../lru_map.ts";
import { createSingleFlight } from "../single_flight.ts";
import { compressed } from "./compress.ts";

/**
 * Answers a request with the page drawn before for the same `shown`, else with the one drawn now; 304 when the browser
 * has it already. `shown` must hold everything the page depends on: objects count as the same only when they are the
 * same object, so shared answers that are replaced when they change fit well.
 *
 * Of the request only `Accept-Encoding` and `If-None-Match` count; whatever else of it shows on the page belongs into
 * `shown`. An answer other than 200, or one with a header besides its type (a cookie, a rule for caches), was meant for
 * one browser: it is passed on as it is, and the next who asks has one drawn for itself.
 */
export type DrawOnce = (
  req: Request,
  shown: readonly unknown[],
  draw: () => Promise<Response>,
) => Promise<Response>;

interface DrawnPage {
  readonly etag: string;
  readonly type: string;
  /** By content encoding; `identity` is as it was drawn. */
  readonly bodies: Map<Encoding | "identity", Uint8Array<ArrayBuffer>>;
}

/** About 60 kB each. */
const KEPT = 400;

export function createDrawOnce(): DrawOnce {
  const pages = new LruMap<string, DrawnPage>(KEPT);
  const drawing = createSingleFlight<DrawnPage | null>();
  const ids = new WeakMap<object, number>();
  let objects = 0;

  function keyOf(part: unknown): string {
    if (typeof part !== "object" || part === null) return JSON.stringify(part) ?? "";
    let id = ids.get(part);
    if (id === undefined) ids.set(part, id = ++objects);
    return `#${id}`;
  }

  return async (req, shown, draw) => {
    const key = shown.map(keyOf).join();
    let drawn: Response | undefined;
    const page = pages.get(key) ?? await drawing.run(key, async () => {
      drawn = await draw();
      if (!isForEverybody(drawn)) return null;
      const page = await read(drawn);
      pages.set(key, page);
      return page;
    });
    if (page === null) return drawn ?? await draw();
    return answer(req, page);
  };
}

function isForEverybody({ status, headers }: Response): boolean {
  return status === 200 && headers.keys().every((name) => name === "content-type");
}

async function read(response: Response): Promise<DrawnPage> {
  const body = await response.bytes();
  return {
    // Weak, since the bytes depend on the encoding.
    etag: `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
    type: response.headers.get("content-type") ?? "text/html; charset=utf-8",
    bodies: new Map([["identity", body]]),
  };
}

function answer(req: Request, { etag, type, bodies }: DrawnPage): Response {
  if (req.headers.get("if-none-match") === etag) {
    return new Response(null, { status: 304, headers: { etag, vary: "Accept-Encoding" } });
  }
  const encoding = acceptedEncoding(req) ?? "identity";
  const headers = { "content-type": type, etag, vary: "Accept-Encoding" };
  if (encoding === "identity") return new Response(bodies.get("identity")!, { headers });
  const body = bodies.getOrInsertComputed(
    encoding,
    () => compressed(bodies.get("identity")!, encoding, { brotliQuality: 5 }),
  );
  return new Response(body, { headers: { ...headers, "content-encoding": encoding } });
}
