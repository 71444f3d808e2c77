// Finds the chain for a method and a path: exact paths in a map, patterns (URLPattern) in order of registration.
import type { Matched } from "./context.ts";
import { HttpError } from "./http_error.ts";
import type { Middleware } from "./types.ts";
import type { View } from "./view.ts";

/** Everything that runs for one method of one route, root first. */
export interface Endpoint<State> {
  steps: Middleware<State>[];
  view: View<State>;
}

interface Entry<State> {
  pattern: string;
  endpoints: Map<string, Endpoint<State>>;
  /** Null for exact paths. */
  dynamic: { urlPattern: URLPattern; prefix: string } | null;
}

const SYNTAX = /[:*{(\\?+]/;
const NO_PARAMS: Record<string, string> = Object.freeze(Object.create(null));

export class Router<State> {
  /** Taken when no path matches. */
  nowhere: Endpoint<State> = { steps: [], view: { app: null, layouts: [] } };
  #exact = new Map<string, Entry<State>>();
  #dynamic: Entry<State>[] = [];

  /** `method` is `*` for all. The first registration of a method wins. */
  add(method: string, path: string, endpoint: Endpoint<State>): void {
    const pattern = withoutSlash(path);
    const endpoints = this.#entry(pattern).endpoints;
    if (!endpoints.has(method)) endpoints.set(method, endpoint);
  }

  /** With or without a trailing slash. HEAD falls back to GET, OPTIONS lists the methods, others end as 405. */
  match(method: string, pathname: string): Matched<State> {
    const path = withoutSlash(pathname);
    const exact = this.#exact.get(path);
    if (exact !== undefined) return found(exact, method, NO_PARAMS);
    for (const entry of this.#dynamic) {
      const { urlPattern, prefix } = entry.dynamic!;
      if (!path.startsWith(prefix)) continue;
      const params = paramsOf(urlPattern, path);
      if (params !== null) return found(entry, method, params);
    }
    return { route: null, params: NO_PARAMS, ...this.nowhere };
  }

  #entry(pattern: string): Entry<State> {
    const known = this.#exact.get(pattern) ?? this.#dynamic.find((entry) => entry.pattern === pattern);
    if (known !== undefined) return known;
    const syntaxAt = pattern.search(SYNTAX);
    const entry: Entry<State> = { pattern, endpoints: new Map(), dynamic: null };
    if (syntaxAt < 0) {
      this.#exact.set(pattern, entry);
    } else {
      // A cheap test before URLPattern; "/a/:rest*" also matches "/a", hence without the slash.
      const prefix = pattern.slice(0, syntaxAt).replace(/\/$/, "");
      entry.dynamic = { urlPattern: new URLPattern({ pathname: pattern }), prefix };
      this.#dynamic.push(entry);
    }
    return entry;
  }
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

function found<State>(entry: Entry<State>, method: string, params: Record<string, string>): Matched<State> {
  const { endpoints, pattern: route } = entry;
  const endpoint = endpoints.get(method) ?? (method === "HEAD" ? endpoints.get("GET") : undefined) ??
    endpoints.get("*");
  if (endpoint !== undefined) return { route, params, steps: endpoint.steps, view: endpoint.view };
  return notAllowed(entry, method, params);
}

function notAllowed<State>(
  entry: Entry<State>,
  method: string,
  params: Record<string, string>,
): Matched<State> {
  const { endpoints, pattern: route } = entry;
  const methods = [...endpoints.keys(), ...(endpoints.has("GET") ? ["HEAD"] : []), "OPTIONS"];
  const allow = [...new Set(methods)].join(", ");
  const [like] = endpoints.values();
  const last = method === "OPTIONS"
    ? () => new Response(null, { status: 204, headers: { allow } })
    : refuseMethod;
  // The chain of a method that exists, so that middlewares and error pages see the request.
  return { route, params, steps: [...like!.steps.slice(0, -1), last], view: like!.view, allow };
}

function refuseMethod(): never {
  throw new HttpError(405, "Method Not Allowed");
}

/** Decoded parameters, or null when the pattern does not match or an escape is malformed. */
function paramsOf(pattern: URLPattern, pathname: string): Record<string, string> | null {
  const groups = pattern.exec({ pathname })?.pathname.groups;
  if (groups === undefined) return null;
  const params: Record<string, string> = Object.create(null);
  try {
    for (const name in groups) {
      const value = groups[name];
      if (value !== undefined) params[name] = decodeURIComponent(value);
    }
  } catch {
    return null; // URIError: no page has such an address
  }
  return params;
}
