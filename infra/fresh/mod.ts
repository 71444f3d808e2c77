// What routes import as `fresh`: the part of Fresh 2's public API this product uses, over npm packages only.
// Mapping `fresh` to the real package must keep every route working, so nothing is exported that Fresh lacks.
export { App } from "./app.ts";
export type { Context } from "./context.ts";
export * from "./define.ts";
export { staticFiles } from "./static_files.ts";
