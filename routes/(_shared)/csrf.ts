// A browser attaches our cookie to requests other pages make, so unsafe ones must say they come from us.
import { define } from "./define.ts";
import { isWebhook } from "./paths.ts";
import { refuse } from "./refusal_page.ts";
import { cookieToken } from "./session_cookie.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

export const csrf = define.middleware((ctx) => {
  const { req, state } = ctx;
  const carriesCookie = cookieToken(req.headers, state.site) !== null;
  if (SAFE.has(req.method) || !carriesCookie || isWebhook(ctx.url) || comesFromUs(req, state.site.baseUrl)) {
    return ctx.next();
  }
  return Promise.resolve(refuse(ctx, "cross_origin"));
});

function comesFromUs({ headers, url }: Request, baseUrl: string): boolean {
  if (headers.get("sec-fetch-site") === "same-origin") return true;
  const origin = headers.get("origin");
  return origin !== null && (origin === new URL(baseUrl).origin || origin === new URL(url).origin);
}
