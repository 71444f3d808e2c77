// File conventions of routes/: which file is a page, a layout, a middleware or an error page, and where it sits.
import { type HandlerFn, HttpError, type LayoutConfig, type Middleware } from "./define.ts";
import { drawn, respond, type Wrapper } from "./render.ts";
import { type Router, withoutGroups } from "./router.ts";

type RouteModule = { default?: unknown; handler?: object; config?: LayoutConfig };
/** `folder` and `name` in pattern syntax, e.g. "/(staff)/orders" and ":id"; `path` is where it is found. */
type RouteFile = { file: string; folder: string; name: string; path: string; module: RouteModule };
type Handler<State> = HandlerFn<unknown, State> | undefined;

/** Registers modules by file ("./routes/a.tsx"): first what wraps, then the pages, most specific first. */
export function addFileRoutes<State>(router: Router<State>, routes: Record<string, RouteModule>): void {
  const files = Object.entries(routes).map(([file, module]): RouteFile => {
    const pattern = file.replace(/^\.\/routes|\.[jt]sx?$/g, "").replace(/\[\.{3}(\w+)\]/g, ":$1*");
    const segments = pattern.replace(/\[(\w+)\]/g, ":$1").split("/");
    const name = segments.pop() ?? "";
    const folder = segments.join("/");
    return { file, module, name, folder, path: name === "index" ? folder : `${folder}/${name}` };
  });
  const pages = files.filter(({ name }) => !name.startsWith("_"));
  for (const file of files) if (!pages.includes(file)) addWrapping(router, file);
  pages.sort((a, b) => rankOf(a) < rankOf(b) ? -1 : 1);
  for (const file of pages) addPage(router, file);
}

/** Sorts literals before parameters before the rest. */
function rankOf({ path }: RouteFile): string {
  return withoutGroups(path).replace(/:\w+\*/, "\uffff\uffff").replace(/:\w+/g, "\uffff");
}

function addWrapping<State>(router: Router<State>, { file, folder, name, module }: RouteFile): void {
  const exported = [module.default].flat();
  if (!exported.every((value) => typeof value === "function")) {
    throw new TypeError(`Cannot use "${file}": its default export must be a function`);
  }
  const scope = router.scope(folder);
  const component = module.default as Wrapper<State>;
  if (name === "_app") router.app = component;
  if (name === "_layout") scope.layout = { component, config: module.config };
  if (name === "_error") scope.error = routeStep(component, undefined);
  if (name === "_middleware") scope.middlewares.push(...exported as Middleware<State>[]);
}

function addPage<State>(router: Router<State>, { file, path, module }: RouteFile): void {
  const component = module.default as Wrapper<State> | undefined;
  const byMethod = typeof module.handler === "function" ? { "*": module.handler } : module.handler;
  const handlers = Object.entries({ ...(component && { GET: undefined }), ...byMethod });
  if (handlers.length === 0) {
    throw new TypeError(`Cannot use "${file}": it exports neither a component nor a handler`);
  }
  for (const [method, handler] of handlers) {
    router.add(method, path, [routeStep(component, handler as Handler<State>)], module.config);
  }
}

/** Asks the handler, then draws the component with its data; the status of an error page is that of the error. */
function routeStep<State>(component: Wrapper<State> | undefined, handler: Handler<State>): Middleware<State> {
  return async (ctx) => {
    const result = await handler?.(ctx) ?? { data: {} };
    if (result instanceof Response) return result;
    if (component === undefined) throw new Error(`Cannot draw ${ctx.route}: the route has no component`);
    ctx.data = result.data;
    const otherwise = ctx.error instanceof HttpError ? ctx.error.status : ctx.error === null ? 200 : 500;
    return respond(ctx, drawn(component, ctx, null), { status: otherwise, ...result });
  };
}
