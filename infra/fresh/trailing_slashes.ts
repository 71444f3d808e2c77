// Redirects to the one form of a path, with or without its trailing slash.
import type { Middleware } from "./types.ts";

/** 307, so that forms keep their method and body. Paths with a file extension never get a slash. */
export function trailingSlashes<State>(mode: "always" | "never"): Middleware<State> {
  return (ctx) => {
    const { pathname, search } = ctx.url;
    const has = pathname.endsWith("/");
    if (mode === "never" && has && pathname !== "/") {
      return ctx.redirect(pathname.replace(/\/+$/, "") + search, 307);
    }
    if (mode === "always" && !has && !/\.[^/]+$/.test(pathname)) {
      return ctx.redirect(`${pathname}/${search}`, 307);
    }
    return ctx.next();
  };
}
