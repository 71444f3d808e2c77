// Registration: folders of the site (scopes) with their middlewares, layout and error page; every route takes a
// snapshot of the chain from the root to its own folder, so nothing is looked up per request.
import { Context } from "./context.ts";
import { HttpError } from "./http_error.ts";
import { drawn } from "./render.ts";
import { type Endpoint, Router } from "./router.ts";
import type { HandlerFn, LayoutConfig, Middleware, Route } from "./types.ts";
import { narrowed, type View, type Wrapper } from "./view.ts";

interface Scope<State> {
  middlewares: Middleware<State>[];
  layout?: { component: Wrapper<State>; config: LayoutConfig | undefined };
  error?: Middleware<State>;
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

export class RouteTable<State> {
  #scopes = new Map<string, Scope<State>>();
  #app: Wrapper<State> | null = null;
  #notFound: Middleware<State> | null = null;
  #router = new Router<State>();

  use(folder: string, middlewares: Middleware<State>[]): void {
    this.#scope(folder).middlewares.push(...middlewares);
  }

  setLayout(folder: string, component: Wrapper<State>, config: LayoutConfig | undefined): void {
    this.#scope(folder).layout = { component, config };
  }

  setAppWrapper(component: Wrapper<State>): void {
    this.#app = component;
  }

  setError(folder: string, handler: Route<State> | Middleware<State>): void {
    this.#scope(folder).error = asStep(handler);
  }

  setNotFound(handler: Route<State> | Middleware<State>): void {
    this.#notFound = asStep(handler);
  }

  addEndpoint(method: string, folder: string, pattern: string, steps: Middleware<State>[]): void {
    this.#router.add(method, pattern, this.#chain(folder, steps));
  }

  addRoute(folder: string, pattern: string, route: Route<State>): void {
    const { component, handler, config } = route;
    if (handler === undefined || typeof handler === "function") {
      const method = handler === undefined ? "GET" : "*";
      this.#router.add(method, pattern, this.#chain(folder, [routeStep(component, handler)], config));
      return;
    }
    for (const method of METHODS) {
      const own = handler[method];
      if (own === undefined && !(method === "GET" && component !== undefined)) continue;
      this.#router.add(method, pattern, this.#chain(folder, [routeStep(component, own)], config));
    }
  }

  /** The finished router; unknown paths run the root's middlewares and end as a 404. */
  compile(): Router<State> {
    const notFound = this.#notFound;
    this.#router.nowhere = this.#chain("/", [(ctx) => {
      const error = new HttpError(404, "Not Found");
      if (notFound === null) throw error;
      Context.fail(ctx, error);
      return notFound(ctx);
    }]);
    return this.#router;
  }

  #scope(folder: string): Scope<State> {
    const key = folder === "*" ? "/" : folder.replace(/\/+$/, "") || "/";
    let scope = this.#scopes.get(key);
    if (scope === undefined) this.#scopes.set(key, scope = { middlewares: [] });
    return scope;
  }

  #chain(folder: string, last: Middleware<State>[], config?: LayoutConfig): Endpoint<State> {
    const steps: Middleware<State>[] = [];
    let view: View<State> = { app: this.#app, layouts: [] };
    for (const path of scopePaths(folder)) {
      const scope = this.#scopes.get(path);
      if (scope === undefined) continue;
      if (scope.layout !== undefined) {
        const outer = narrowed(view, scope.layout.config);
        view = { app: outer.app, layouts: [...outer.layouts, scope.layout.component] };
      }
      if (scope.error !== undefined) steps.push(catching(scope.error, view));
      steps.push(...scope.middlewares);
    }
    return { steps: [...steps, ...last], view: narrowed(view, config) };
  }
}

/** `/(staff)/admin` belongs to `/`, `/(staff)`, `/admin` and itself: a group is a folder but not part of the URL. */
export function scopePaths(folder: string): string[] {
  const paths = ["/"];
  let byFolder = "";
  let byUrl = "";
  for (const segment of folder.split("/")) {
    if (segment === "") continue;
    byFolder += "/" + segment;
    if (!/^\(.*\)$/.test(segment)) {
      byUrl += "/" + segment;
      if (byUrl !== byFolder) paths.push(byUrl);
    }
    paths.push(byFolder);
  }
  return paths;
}

function asStep<State>(handler: Route<State> | Middleware<State>): Middleware<State> {
  if (typeof handler === "function") return handler;
  const own = typeof handler.handler === "function" ? handler.handler : handler.handler?.GET;
  return routeStep(handler.component, own);
}

/** Draws the error page of a folder for whatever its middlewares and routes throw. */
function catching<State>(answer: Middleware<State>, view: View<State>): Middleware<State> {
  return async (ctx) => {
    try {
      return await ctx.next();
    } catch (error) {
      if (!(error instanceof HttpError)) Context.bindingOf(ctx).report(error, ctx.req);
      Context.fail(ctx, error, view);
      return await answer(ctx);
    }
  };
}

/** The end of a chain: ask the handler, then draw the component with its data. */
function routeStep<State>(
  component: Wrapper<State> | undefined,
  handler: HandlerFn<unknown, State> | undefined,
): Middleware<State> {
  return async (ctx) => {
    let init: ResponseInit | undefined;
    ctx.data = {};
    if (handler !== undefined) {
      const result = await handler(ctx);
      if (result instanceof Response) return result;
      ctx.data = result.data;
      if (result.status !== undefined || result.headers !== undefined) {
        init = { status: result.status ?? 200, headers: result.headers ?? [] };
      }
    }
    if (component === undefined) throw new Error(`Cannot draw ${ctx.route}: the route has no component`);
    if (ctx.error !== null && init?.status === undefined) {
      init = { ...init, status: ctx.error instanceof HttpError ? ctx.error.status : 500 };
    }
    const content = await drawn(component, ctx, null);
    return content instanceof Response ? content : Context.draw(ctx, content, init);
  };
}
