// `App`: records what is registered, in order, and compiles it once into a request handler.
import { Context } from "./context.ts";
import type { Middleware } from "./define.ts";
import { addFileRoutes } from "./file_routes.ts";
import { Router } from "./router.ts";
import type { Site } from "./serve.ts";
import { installVNodeHook } from "./vnode_hook.ts";

/** Serves one request; never rejects. `info` may be left out in tests. */
export type Handler = (req: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

const LOCAL: Deno.NetAddr = { transport: "tcp", hostname: "localhost", port: 0 };

export class App<State> {
  #registrations: ((router: Router<State>, site: Site) => void)[] = [];

  readonly get = this.#endpoint("GET");
  readonly post = this.#endpoint("POST");
  readonly put = this.#endpoint("PUT");
  readonly patch = this.#endpoint("PATCH");
  readonly delete = this.#endpoint("DELETE");
  readonly head = this.#endpoint("HEAD");
  readonly all = this.#endpoint("*");

  /** Middlewares for every route registered later, or for those under `path`. */
  use(...middlewares: Middleware<State>[]): this;
  use(path: string, ...middlewares: Middleware<State>[]): this;
  use(first: string | Middleware<State>, ...rest: Middleware<State>[]): this {
    if (typeof first !== "string") return this.use("/", first, ...rest);
    this.#registrations.push((router) => router.scope(first).middlewares.push(...rest));
    return this;
  }

  /** Inserts the routes of routes/ here; what is registered earlier applies to them. */
  fsRoutes(): this {
    this.#registrations.push((router, site) => addFileRoutes(router, site.routes));
    return this;
  }

  /** The application on its own, as in tests: no file routes, no files, no scripts; crashes go to stderr. */
  handler(): Handler {
    return App.join(this, { routes: {}, snapshot: null, files: new Map(), report: reportToStderr });
  }

  /** Not part of Fresh's API: the application with its project; see serve.ts. */
  static join<S>(app: App<S>, site: Site): Handler {
    installVNodeHook();
    const router = new Router<S>();
    for (const register of app.#registrations) register(router, site);
    return async (req, info = { remoteAddr: LOCAL, completed: Promise.resolve() }) => {
      const url = new URL(req.url);
      const res = await new Context(req, url, info, router.match(req.method, url.pathname), site).next();
      if (req.method !== "HEAD") return res;
      await res.body?.cancel();
      return new Response(null, res);
    };
  }

  #endpoint(method: string) {
    return (path: string, ...steps: Middleware<State>[]): this => {
      this.#registrations.push((router) => router.add(method, path, steps));
      return this;
    };
  }
}

/** Where nobody else is told of crashes. */
export function reportToStderr(error: unknown): void {
  Deno.stderr.writeSync(new TextEncoder().encode(Deno.inspect(error) + "\n"));
}
