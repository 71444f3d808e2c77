// File conventions of routes/: which file is a page, a layout, a middleware or an error page, and where it sits.
import type { RouteTable } from "./route_table.ts";
import type { LayoutConfig, Middleware, Route, RouteConfig, RouteHandler } from "./types.ts";
import type { Wrapper } from "./view.ts";

interface RouteFile {
  module: Record<string, unknown>;
  /** Folder in pattern syntax with its groups, e.g. `/(staff)/orders/:id`. */
  folder: string;
  name: string;
  file: string;
}

/** Registers every module of the manifest's `routes`: first what wraps, then the pages, most specific first. */
export function addFileRoutes<State>(
  table: RouteTable<State>,
  base: string,
  routes: Record<string, object>,
): void {
  const files = Object.entries(routes).map(([file, module]) => parsed(file, module, base));
  for (const file of files) addWrapping(table, file);
  const pages = files.filter(({ name }) => !name.startsWith("_")).map((file) => {
    const folder = file.name === "index" ? file.folder : `${file.folder}/${toPattern(file.name, file.file)}`;
    const pattern = folder.replace(/\/\([^)]*\)/g, "").replaceAll("/{/", "{/") || "/";
    return { file, folder: folder || "/", pattern, rank: rankOf(pattern) };
  });
  pages.sort((a, b) => a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0);
  for (const { file, folder, pattern } of pages) table.addRoute(folder, pattern, routeOf<State>(file));
}

function parsed(file: string, module: object, base: string): RouteFile {
  const segments = file.replace(/^\.\/routes\//, "").replace(/\.[jt]sx?$/, "").split("/");
  const name = segments.pop() ?? "";
  const folder = segments.map((segment) => "/" + toPattern(segment, file)).join("");
  return { module: module as Record<string, unknown>, folder: base + folder, name, file };
}

/** `[id]` → `:id`, `[[id]]` → `{/:id}?`, `[...rest]` → `:rest*`, `x-[id]@[v]` → `x-:id@:v`. */
function toPattern(segment: string, file: string): string {
  if (segment.includes("][")) throw new SyntaxError(`Cannot route "${file}": parameters must not touch`);
  return segment
    .replace(/^\[\[(\w+)\]\]$/, "{/:$1}?")
    .replace(/^\[\.\.\.(\w+)\]$/, ":$1*")
    .replace(/\[(\w+)\]/g, ":$1");
}

/** Sorts literals before parameters before optional ones before the rest, segment by segment. */
function rankOf(pattern: string): string {
  return pattern.split("/").map((segment) => {
    if (segment.includes("*")) return "4";
    if (segment.includes("?")) return "3";
    if (segment.startsWith(":")) return "2";
    return segment.includes(":") ? "1" : "0" + segment;
  }).join("/");
}

function addWrapping<State>(table: RouteTable<State>, file: RouteFile): void {
  const { module, folder, name } = file;
  if (name === "_app") table.setAppWrapper(componentOf<State>(file)!);
  if (name === "_layout") {
    table.setLayout(folder, componentOf<State>(file)!, module.config as LayoutConfig | undefined);
  }
  if (name === "_error") table.setError(folder, routeOf<State>(file));
  if (name === "_middleware") {
    const exported = module.default ?? module.handler ?? module.handlers;
    const middlewares = Array.isArray(exported) ? exported : [exported];
    if (!middlewares.every((middleware) => typeof middleware === "function")) {
      throw new TypeError(
        `Cannot use "${file.file}": its default export must be a middleware or an array of them`,
      );
    }
    table.use(folder, middlewares as Middleware<State>[]);
  }
}

function routeOf<State>(file: RouteFile): Route<State> {
  const handler = (file.module.handler ?? file.module.handlers) as RouteHandler<unknown, State> | undefined;
  const functions = typeof handler === "function" ? [handler] : Object.values(handler ?? {});
  if (functions.some((fn) => fn.length > 1)) {
    throw new TypeError(`Cannot use "${file.file}": handlers take one argument, the context`);
  }
  const component = componentOf<State>(file);
  if (component === undefined && handler === undefined) {
    throw new TypeError(`Cannot use "${file.file}": it exports neither a component nor a handler`);
  }
  const config = file.module.config as RouteConfig | undefined;
  return {
    ...(component && { component }),
    ...(handler && { handler }),
    ...(config && { config }),
  };
}

function componentOf<State>({ module, name, file }: RouteFile): Wrapper<State> | undefined {
  if (typeof module.default === "function") return module.default as Wrapper<State>;
  if (name === "_app" || name === "_layout") {
    throw new TypeError(`Cannot use "${file}": its default export must be a component`);
  }
  return undefined;
}
