// What routes import as `fresh`: the part of Fresh 2's public API this product uses, over npm packages only.
// Mapping `fresh` to the real package must keep every route working, so nothing is exported that Fresh lacks.
export { App } from "./app.ts";
export type { AppConfig, ResolvedFreshConfig } from "./app.ts";
export type { Context } from "./context.ts";
export { csrf } from "./csrf.ts";
export type { CsrfOptions } from "./csrf.ts";
export { createDefine, page } from "./define.ts";
export type { Define } from "./define.ts";
export { HttpError } from "./http_error.ts";
export { staticFiles } from "./static_files.ts";
export { trailingSlashes } from "./trailing_slashes.ts";
export type {
  HandlerByMethod,
  HandlerFn,
  LayoutConfig,
  Method,
  Middleware,
  PageProps,
  PageResponse,
  Route,
  RouteConfig,
  RouteData,
  RouteHandler,
} from "./types.ts";
