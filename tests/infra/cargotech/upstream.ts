// A small scripted CargoTech on loopback: it answers well until a test tells it otherwise.
import { list, row, rows } from "./rows.ts";

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string | undefined;
}

export type Reply = (received: Received) => Response | Promise<Response>;

export interface Upstream extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
  readonly signIns: number;
  /** How many calls other than sign-ins came. */
  readonly calls: number;
  /** Answers the next requests to the path in this order, before the ordinary answers. */
  next(path: string, ...replies: Reply[]): void;
  /** Answers every request to the path this way from now on; null makes it ordinary again. */
  always(path: string, reply: Reply | null): void;
  /** No token given until now is good any more. */
  revokeTokens(): void;
}

export const LOGIN = "/v1/auth/login";
export const LIST = "/v2/cargos/views";
export const DETAIL = "/v1/carrier/cargos/";
export const POINTS = "/v1/dictionaries/points";

/** Opaque, as Sanctum gives them. */
export const TOKEN_SECRET = "kQ9dLwZ2x8VbN3mR7tYp5sHcJf4gA6uE1iOoTzXy";

export const reply = {
  status: (status: number, headers: Record<string, string> = {}): Reply => () =>
    Response.json({ error: `status ${status}` }, { status, headers }),
  json: (body: unknown): Reply => () => Response.json(body),
  html: (): Reply => () =>
    new Response("<html><h1>Maintenance</h1></html>", { headers: { "content-type": "text/html" } }),
  torn: (): Reply => () =>
    new Response('{"data":[{"id":12', { headers: { "content-type": "application/json" } }),
};

export function startUpstream(): Upstream {
  const received: Received[] = [];
  const scripts = new Map<string, Reply[]>();
  const habits = new Map<string, Reply>();
  const good = new Set<string>();
  const closing = Promise.withResolvers<Response>();
  let signIns = 0;

  function ordinary({ path, token }: Received): Response {
    if (path === LOGIN) {
      const fresh = `${signIns}|${TOKEN_SECRET}`;
      good.add(fresh);
      return Response.json({ data: { token: fresh } });
    }
    if (!token || !good.has(token)) return Response.json({ message: "Unauthenticated." }, { status: 401 });
    if (path === LIST) return Response.json(list(rows(20), { size: 45 }));
    if (path.startsWith(DETAIL)) return Response.json({ data: row(path.slice(DETAIL.length)) });
    if (path === POINTS) return Response.json({ data: [{ id: 39, name: "Москва", type: 2 }], meta: {} });
    if (path === "/v1/me") return Response.json({ data: {} });
    return Response.json({ data: [{ id: 1, name: "тент", short_name: "т" }] });
  }

  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    await request.text();
    const url = new URL(request.url);
    const one: Received = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      token: request.headers.get("authorization")?.replace(/^Bearer /, ""),
    };
    received.push(one);
    if (one.path === LOGIN) signIns++;
    const path = one.path.startsWith(DETAIL) ? DETAIL : one.path;
    const reply = scripts.get(path)?.shift() ?? habits.get(path) ?? ordinary;
    return Promise.race([reply(one), closing.promise]);
  });

  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    received,
    get signIns() {
      return signIns;
    },
    get calls() {
      return received.length - signIns;
    },
    next: (path, ...replies) => scripts.set(path, [...(scripts.get(path) ?? []), ...replies]),
    always: (path, reply) => reply ? habits.set(path, reply) : habits.delete(path),
    revokeTokens: () => good.clear(),
    async [Symbol.asyncDispose]() {
      closing.resolve(new Response(null, { status: 503 }));
      await server.shutdown();
    },
  };
}
