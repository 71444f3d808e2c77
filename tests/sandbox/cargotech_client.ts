// Starts the CargoTech sandbox for a test, signed in, with its clock and its life under the test's control.
import assert from "node:assert/strict";
import { startCargoTech } from "../../sandbox/cargotech/server.ts";

export const PHONE = "+7 900 000-00-01";
export const PASSWORD = "correct horse";
export const NOON = Date.parse("2026-03-10T09:00:00Z");

export interface Row {
  id: number;
  weight: number;
  volume: number;
  distance: number;
  price: number | null;
  price_carrier: number | null;
  price_per_km: number | null;
  points: Record<"start" | "finish", { first_date: string; city: { id: number; name: string } }>;
  truck_types: { id: number }[];
  load_types: { id: number }[];
  company: { inn: string; name: string };
}

export interface Page {
  data: Row[];
  meta: { limit: number; offset: number; size: number };
}

export interface Client {
  url: string;
  token: string;
  get(path: string, query?: Record<string, string>): Promise<Response>;
  /** A page of loads: everything mandatory is filled in. */
  list(query?: Record<string, string>): Promise<Page>;
  control(command: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
}

export const MANDATORY = {
  include: "contacts",
  limit: "20",
  offset: "0",
  "filter[mode]": "all",
  "filter[user_id]": "0",
};

export async function withCargoTech(
  use: (client: Client) => Promise<void>,
  options: { now?: () => number; rateLimit?: number | null } = {},
): Promise<void> {
  const sandbox = startCargoTech({
    phone: PHONE,
    password: PASSWORD,
    live: false,
    now: () => NOON,
    ...options,
  });
  try {
    const login = await signIn(sandbox.url, PHONE, PASSWORD);
    const { data: { token } } = await login.json();
    const get: Client["get"] = (path, query = {}) =>
      fetch(`${sandbox.url}${path}?${new URLSearchParams(query)}`, {
        headers: { authorization: `Bearer ${token}`, accept: "application/json" },
      });
    await use({
      url: sandbox.url,
      token,
      get,
      async list(query = {}) {
        const response = await get("/v2/cargos/views", { ...MANDATORY, ...query });
        assert.equal(response.status, 200);
        return await response.json();
      },
      async control(command) {
        const response = await fetch(`${sandbox.url}/__control`, {
          method: "POST",
          body: JSON.stringify(command),
        });
        return { status: response.status, body: await response.json() };
      },
    });
  } finally {
    await sandbox.stop();
  }
}

export function signIn(url: string, phone: string, password: string): Promise<Response> {
  return fetch(`${url}/v1/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ phone, password, remember: true }),
  });
}
