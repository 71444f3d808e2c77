// Folders with what wraps their routes, and the routes themselves: found by exact path, else by pattern in order.
// A route takes a snapshot of the chain from the root to its folder, so nothing is looked up per request.
import { type Context, type Endpoint, INTERNAL, type Matched } from "./context.ts";
import { HttpError, type LayoutConfig, type Middleware } from "./define.ts";
import { narrowed, type View, type Wrapper } from "./render.ts";

interface Scope<State> {
  middlewares: Middleware<State>[];
  layout?: { component: Wrapper<State>; config: LayoutConfig | undefined };
  error?: Middleware<State>;
}
/** One path; `endpoints` are by method, where `*` is all of them. */
type Route<State> = { route: string; pattern: RegExp; endpoints: Map<string, Endpoint<State>> };

export class Router<State> {
  app: Wrapper<State> | null = null;
  #scopes = new Map<string, Scope<State>>();
  #routes = new Map<string, Route<State>>();
  #nowhere: Endpoint<State> | null = null;

  /** What wraps the routes of `folder`, to be added to. */
  scope(folder: string): Scope<State> {
    return this.#scopes.getOrInsertComputed(withoutSlash(folder), () => ({ middlewares: [] }));
  }

  /** `folder` is a path with its groups, `:name` and `:rest*`; the first registration of a method wins. */
  add(method: string, folder: string, steps: Middleware<State>[], config?: LayoutConfig): void {
    const path = withoutSlash(withoutGroups(folder));
    const { endpoints } = this.#routes.getOrInsertComputed(path, routeOf<State>);
    endpoints.getOrInsertComputed(method, () => this.#endpoint(folder, steps, config));
  }

  /** With or without a trailing slash. An unknown path runs the root's middlewares and is 404. */
  match(method: string, pathname: string): Matched<State> {
    const path = withoutSlash(pathname);
    const exact = this.#routes.get(path);
    for (const { route, pattern, endpoints } of exact ? [exact] : this.#routes.values()) {
      const params = paramsOf(pattern.exec(path));
      if (params !== null) return { route, params, ...endpointFor(method, endpoints) };
    }
    this.#nowhere ??= this.#endpoint("", [refusing(404, "Not Found")]);
    return { route: null, params: {}, ...this.#nowhere };
  }

  #endpoint(folder: string, last: Middleware<State>[], config?: LayoutConfig): Endpoint<State> {
    const paths = [folder, withoutGroups(folder)].map((path) => path + "/");
    const scopes = [...this.#scopes].filter(([scope]) => paths.some((path) => path.startsWith(scope + "/")));
    scopes.sort(([a], [b]) => a.split("/").length - b.split("/").length);
    let view: View<State> = [this.app];
    const steps = [catching<State>(plainError, view)];
    for (const [, { layout, error, middlewares }] of scopes) {
      if (layout !== undefined) view = [...narrowed(view, layout.config), layout.component];
      if (error !== undefined) steps.push(catching(error, view));
      steps.push(...middlewares);
    }
    return { steps: [...steps, ...last], view: narrowed(view, config) };
  }
}

/** `:name` is a segment or a part of one, `/:rest*` what is left. */
function routeOf<State>(path: string): Route<State> {
  const source = path.replace(/[.+?^$(){}|[\]\\]/g, "\\$&")
    .replace(/\/:(\w+)\*/g, "(?:/(?<$1>.*))?").replace(/:(\w+)/g, "(?<$1>[^/]+?)");
  return { route: path || "/", pattern: new RegExp(`^${source}$`), endpoints: new Map() };
}

function endpointFor<State>(method: string, endpoints: Map<string, Endpoint<State>>): Endpoint<State> {
  const name = method === "HEAD" && !endpoints.has("HEAD") ? "GET" : method;
  const own = endpoints.get(name) ?? endpoints.get("*");
  if (own !== undefined) return own;
  // The chain of a method that exists, so that middlewares and error pages see the request.
  const [{ steps, view } = { steps: [], view: [] }] = endpoints.values();
  const telling: Middleware<State> = async (ctx) => {
    const res = await ctx.next();
    res.headers.set("allow", [...endpoints.keys()].join(", "));
    return res;
  };
  return { view, steps: [telling, ...steps.slice(0, -1), refusing(405, "Method Not Allowed")] };
}

/** Decoded; null when the path did not match, or has a malformed escape and is nobody's address. */
function paramsOf(match: RegExpExecArray | null): Record<string, string> | null {
  if (match === null) return null;
  try {
    const given = Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given.map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    return null;
  }
}

/** Answers for whatever the rest of the chain throws, in the layouts of `view`. */
function catching<State>(answer: Middleware<State>, view: View<State>): Middleware<State> {
  return async (ctx) => {
    try {
      return await ctx.next();
    } catch (error) {
      if (!(error instanceof HttpError)) ctx[INTERNAL].site.report(error, ctx.req);
      ctx[INTERNAL].view = view;
      ctx.error = error;
      return await answer(ctx);
    }
  };
}

/** The last resort, where no error page is or the error page failed itself. */
function plainError<State>({ error }: Context<State>): Response {
  const { status, message } = error instanceof HttpError ? error : new HttpError(500);
  return new Response(status < 500 ? message : "Internal server error", { status });
}

function refusing(status: number, message: string) {
  return () => Promise.reject(new HttpError(status, message));
}

/** A folder in parentheses has middlewares and layouts of its own but is not part of the URL. */
export function withoutGroups(folder: string): string {
  return folder.replace(/\/\([^/)]*\)(?=\/|$)/g, "");
}

/** The root is the empty path. */
function withoutSlash(path: string): string {
  return path.replace(/\/$/, "");
}
