// The routes of the sandbox's CargoTech API.
import { z } from "zod";
import type { LoggedRequest } from "../request_log.ts";
import { type Account, ACCOUNT_ID } from "./accounts.ts";
import { CITIES, findCities } from "./cities.ts";
import { detail, listRow } from "./present.ts";
import { type FieldErrors, matches, parseSearch } from "./search.ts";
import { LOAD_TYPES, TRUCK_TYPES } from "./vocabulary.ts";
import type { World } from "./world.ts";

const loginSchema = z.object({
  phone: z.string().min(1),
  password: z.string().min(1),
  remember: z.boolean().optional(),
});

/** Answers one request: 401 without a live token, 403 for a suspended account, 404, 405, 422. */
export async function answer(
  account: Account,
  world: World,
  request: Request,
  url: URL,
  entry: LoggedRequest,
): Promise<Response> {
  const path = url.pathname.replace(/\/$/, "");
  if (path === "/v1/auth/login") {
    return request.method === "POST" ? await login(account, request, entry) : refusal(405);
  }
  if (!account.accepts(request.headers.get("authorization"))) return refusal(401);
  if (account.suspended) return refusal(403);
  if (request.method !== "GET") return refusal(405);
  if (path === "/v1/me") {
    return Response.json({ data: { id: ACCOUNT_ID, name: "Диспетчерская", role: "carrier" } });
  }
  if (path === "/v2/cargos/views") return list(world, url.searchParams);
  if (path === "/v1/dictionaries/points") return points(url.searchParams);
  if (path === "/v1/dictionaries/truck_types") return Response.json({ data: TRUCK_TYPES });
  if (path === "/v1/dictionaries/load_types") return Response.json({ data: LOAD_TYPES });
  const cargo = /^\/v1\/carrier\/cargos\/(\d+)$/.exec(path);
  if (cargo) return one(world, Number(cargo[1]), url.searchParams);
  return refusal(404);
}

const TEXTS: Record<number, string> = {
  401: "Unauthenticated.",
  404: "Not Found",
  405: "Method Not Allowed",
  422: "The given data was invalid.",
  429: "Too Many Attempts.",
  503: "Service Unavailable",
};

/** An error as the API words it. */
export function refusal(status: number, retryAfterSeconds?: number): Response {
  const headers: Record<string, string> = retryAfterSeconds === undefined
    ? {}
    : { "retry-after": String(retryAfterSeconds), "x-ratelimit-reset-after": String(retryAfterSeconds) };
  if (status === 403) return Response.json({ error: "Account suspended" }, { status, headers });
  return Response.json({ message: TEXTS[status] ?? "Server Error" }, { status, headers });
}

function invalid(errors: FieldErrors): Response {
  return Response.json({ message: TEXTS[422], errors }, { status: 422 });
}

async function login(account: Account, request: Request, entry: LoggedRequest): Promise<Response> {
  const parsed = loginSchema.safeParse(await json(request));
  entry.note = { credentialsMatched: false };
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => String(issue.path[0] ?? "body"));
    return invalid(Object.fromEntries(fields.map((field) => [field, [`The ${field} field is required.`]])));
  }
  if (!account.credentialsMatch(parsed.data.phone, parsed.data.password)) {
    return invalid({ phone: ["These credentials do not match our records."] });
  }
  entry.note = { credentialsMatched: true };
  if (account.suspended) return refusal(403);
  return Response.json({ data: { token: account.issueToken() } });
}

/** The body as JSON, null when it is not. */
async function json(request: Request): Promise<unknown> {
  const text = await request.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function list(world: World, parameters: URLSearchParams): Response {
  const parsed = parseSearch(parameters);
  if ("errors" in parsed) return invalid(parsed.errors);
  const { query } = parsed;
  const found = world.loads().filter((load) => matches(query, load, ACCOUNT_ID));
  return Response.json(page(found.map(listRow), query.limit, query.offset));
}

function one(world: World, id: number, parameters: URLSearchParams): Response {
  if (parameters.get("source") !== "1") return invalid({ source: ["The source field is required."] });
  const load = world.load(id);
  if (!load) return refusal(404);
  return Response.json({ data: detail(load, parameters.get("include") === "contacts") });
}

function points(parameters: URLSearchParams): Response {
  const found = findCities(parameters.get("filter[name]") ?? "").map(({ id, name }) => ({
    id,
    name,
    type: 2,
  }));
  const limit = Number(parameters.get("limit") ?? 10);
  const offset = Number(parameters.get("offset") ?? 0);
  if (!(limit >= 1 && limit <= CITIES.length && offset >= 0)) {
    return invalid({ limit: ["The limit is invalid."] });
  }
  return Response.json(page(found, limit, offset));
}

/** One page; `meta.size` is how many there are in all. */
function page(all: readonly unknown[], limit: number, offset: number) {
  return { data: all.slice(offset, offset + limit), meta: { limit, offset, size: all.length } };
}
