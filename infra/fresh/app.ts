// `App`: records what is registered, in order, and compiles it once into a request handler.
import { type Binding, UNBOUND } from "./binding.ts";
import { Context } from "./context.ts";
import { escapeOnce } from "./escape_once.ts";
import { addFileRoutes } from "./fs_routes.ts";
import { HttpError } from "./http_error.ts";
import { RouteTable } from "./route_table.ts";
import type { LayoutConfig, Middleware, Route } from "./types.ts";
import type { Wrapper } from "./view.ts";

export interface AppConfig {
  basePath?: string;
  mode?: "development" | "production";
}

export type ResolvedFreshConfig = Readonly<{ basePath: string; mode: "development" | "production" }>;

/** Serves one request; never rejects. `info` may be left out in tests. */
export type Handler = (req: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

type Registration<State> = (table: RouteTable<State>, base: string, binding: Binding) => void;

const NO_INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 0 },
  completed: Promise.resolve(),
};

export class App<State> {
  readonly config: ResolvedFreshConfig;
  #registrations: Registration<State>[] = [];
  #binding = UNBOUND;

  constructor(config: AppConfig = {}) {
    this.config = { basePath: config.basePath ?? "", mode: config.mode ?? "production" };
  }

  /** Middlewares for every route registered later, or for those under `path`. */
  use(...middlewares: Middleware<State>[]): this;
  use(path: string, ...middlewares: Middleware<State>[]): this;
  use(first: string | Middleware<State>, ...rest: Middleware<State>[]): this {
    const path = typeof first === "string" ? first : "/";
    const middlewares = typeof first === "string" ? rest : [first, ...rest];
    return this.#add((table, base) => table.use(base + path, middlewares));
  }

  get(path: string, ...steps: Middleware<State>[]): this {
    return this.#endpoint("GET", path, steps);
  }
  post(path: string, ...steps: Middleware<State>[]): this {
    return this.#endpoint("POST", path, steps);
  }
  put(path: string, ...steps: Middleware<State>[]): this {
    return this.#endpoint("PUT", path, steps);
  }
  patch(path: string, ...steps: Middleware<State>[]): this {
    return this.#endpoint("PATCH", path, steps);
  }
  delete(path: string, ...steps: Middleware<State>[]): this {
    return this.#endpoint("DELETE", path, steps);
  }
  head(path: string, ...steps: Middleware<State>[]): this {
    return this.#endpoint("HEAD", path, steps);
  }
  all(path: string, ...steps: Middleware<State>[]): this {
    return this.#endpoint("*", path, steps);
  }

  /** A page registered by hand, as if it were a file of routes/. */
  route(path: string, route: Route<State>): this {
    return this.#add((table, base) => table.addRoute(base + path, base + path, route));
  }

  layout(path: string, component: Wrapper<State>, config?: LayoutConfig): this {
    return this.#add((table, base) => table.setLayout(base + path, component, config));
  }

  appWrapper(component: Wrapper<State>): this {
    return this.#add((table) => table.setAppWrapper(component));
  }

  /** Answers what was thrown under `path`; the nearest one wins. */
  onError(path: string, handler: Route<State> | Middleware<State>): this {
    return this.#add((table, base) => table.setError(base + path, handler));
  }

  /** Answers paths nobody serves. */
  notFound(handler: Route<State> | Middleware<State>): this {
    return this.#add((table) => table.setNotFound(handler));
  }

  /** Inserts the routes of routes/ here; what is registered earlier applies to them. */
  fsRoutes(): this {
    return this.#add((table, base, binding) => addFileRoutes(table, base, binding.manifest?.routes ?? {}));
  }

  mountApp(path: string, app: App<State>): this {
    return this.#add((table, base, binding) => app.#register(table, base + path, binding));
  }

  handler(): Handler {
    escapeOnce();
    const binding = this.#binding;
    const table = new RouteTable<State>();
    this.#register(table, this.config.basePath, binding);
    const router = table.compile();
    return async (req, info = NO_INFO) => {
      const url = new URL(req.url);
      const matched = router.match(req.method, url.pathname);
      const ctx = new Context<State>(req, url, info, this.config, matched, binding);
      let res: Response;
      try {
        res = await ctx.next();
      } catch (error) {
        res = lastResort(error, req, binding);
      }
      if (matched.allow !== undefined && res.status === 405) res.headers.set("allow", matched.allow);
      if (req.method !== "HEAD" || res.body === null) return res;
      await res.body.cancel();
      return new Response(null, res);
    };
  }

  /** Not part of Fresh's API: joins the application with a project; see serve.ts. */
  static bind<S>(app: App<S>, binding: Binding): App<S> {
    app.#binding = binding;
    return app;
  }

  #add(registration: Registration<State>): this {
    this.#registrations.push(registration);
    return this;
  }

  #endpoint(method: string, path: string, steps: Middleware<State>[]): this {
    return this.#add((table, base) => table.addEndpoint(method, base + path, base + path, steps));
  }

  #register(table: RouteTable<State>, base: string, binding: Binding): void {
    for (const registration of this.#registrations) registration(table, base, binding);
  }
}

function lastResort(error: unknown, req: Request, binding: Binding): Response {
  if (error instanceof HttpError) {
    return new Response(error.status < 500 ? error.message : "Internal server error", {
      status: error.status,
    });
  }
  binding.report(error, req);
  return new Response("Internal server error", { status: 500 });
}
