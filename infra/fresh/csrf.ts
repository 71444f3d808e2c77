// Refuses unsafe requests that a browser sent from another site.
import { HttpError } from "./http_error.ts";
import type { Middleware } from "./types.ts";

export interface CsrfOptions {
  /** Allowed origins besides the request's own. */
  origin?: string | string[] | ((origin: string) => boolean);
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** 403 unless `Sec-Fetch-Site` or `Origin` vouch for the request; clients that send neither are not browsers. */
export function csrf<State>(options: CsrfOptions = {}): Middleware<State> {
  return (ctx) => {
    const site = ctx.req.headers.get("sec-fetch-site");
    const origin = ctx.req.headers.get("origin");
    const trusted = SAFE.has(ctx.req.method) || site === "same-origin" || site === "none" ||
      (site === null && origin === null) ||
      (origin !== null && isAllowed(origin, ctx.url.origin, options.origin));
    if (!trusted) throw new HttpError(403, "Forbidden");
    return ctx.next();
  };
}

function isAllowed(origin: string, own: string, allowed: CsrfOptions["origin"]): boolean {
  if (allowed === undefined) return origin === own;
  if (typeof allowed === "function") return allowed(origin);
  return Array.isArray(allowed) ? allowed.includes(origin) : origin === allowed;
}
