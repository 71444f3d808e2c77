// A browser attaches our cookie to requests other pages make, so unsafe ones must say they come from us. Signing in
// needs no cookie, but a foreign page must not sign its reader in as somebody else either.
import { define } from "./define.ts";
import { isSignIn, isWebhook } from "./paths.ts";
import { refuse } from "./refusal_page.ts";
import { cookieToken } from "./session_cookie.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

export const csrf = define.middleware((ctx) => {
  const { req, state } = ctx;
  if (SAFE.has(req.method)) return ctx.next();
  const isGuarded = cookieToken(req.headers, state.site) !== null || (isSignIn(ctx.url) && isForeign(req));
  if (!isGuarded || isWebhook(ctx.url) || comesFromUs(req, state.site.baseUrl)) return ctx.next();
  return Promise.resolve(refuse(ctx, "cross_origin"));
});

/** Whether a browser says that a page sent it. */
function isForeign({ headers }: Request): boolean {
  return headers.has("origin") || headers.has("sec-fetch-site");
}

function comesFromUs({ headers, url }: Request, baseUrl: string): boolean {
  if (headers.get("sec-fetch-site") === "same-origin") return true;
  const origin = headers.get("origin");
  return origin !== null && (origin === new URL(baseUrl).origin || origin === new URL(url).origin);
}
