// Middleware that answers with the files of static/ and the built bundles, before any route.
import { Context } from "./context.ts";
import { buildId } from "./runtime/build_id.ts";
import { BUNDLE_PATH } from "./snapshot.ts";
import type { Middleware } from "./types.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";

/** GET and HEAD of a known file; everything else goes on. What `asset()` names is cacheable for ever. */
export function staticFiles<State>(): Middleware<State> {
  return (ctx) => {
    const { method } = ctx.req;
    const file = method === "GET" || method === "HEAD"
      ? Context.bindingOf(ctx).files?.find(ctx.url.pathname)
      : undefined;
    if (file === undefined) return ctx.next();
    const version = ctx.url.searchParams.get("__frsh_c");
    const forever = ctx.url.pathname.startsWith(BUNDLE_PATH) || (version !== null && version === buildId());
    return file.answer(ctx.req, forever ? IMMUTABLE : "no-cache");
  };
}
