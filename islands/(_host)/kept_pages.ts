// Pages kept on the phone for when there is no connection: the last list and what was visited, of one driver only. The
// server says whose a page is in `x-driver`; a page of another driver wipes what was kept before it.
import { forgetKept, PAGES } from "./forget_kept.ts";

/** About 60 kB each. */
const LIMIT = 40;
const KEPT = /^\/($|cargos\/|(responses|favourites|searches|subscription|profile)$)/;
/** What the stored body no longer is, or must not say. */
const DROPPED = ["content-encoding", "content-length", "etag", "set-cookie", "x-session-token"];

/** Keeps a page of a signed-in driver, given as it came from the server; all else is left alone. */
export async function keepPage(address: string | URL, page: Response): Promise<void> {
  const url = bare(address);
  const driver = page.headers.get("x-driver");
  if (driver === null || page.status !== 200 || !KEPT.test(url.pathname)) return;
  const body = await page.text();
  if (await keptDriver() !== driver) await forgetKept();
  const headers = new Headers(page.headers);
  for (const name of DROPPED) headers.delete(name);
  headers.set("x-kept-at", String(Date.now()));
  const cache = await caches.open(PAGES);
  // Taken out first, so that the order of keys is the order of visits.
  await cache.delete(url);
  await cache.put(url, new Response(body, { headers }));
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - LIMIT))) await cache.delete(key);
}

export async function keptPage(address: string | URL): Promise<Response | null> {
  return await (await caches.open(PAGES)).match(bare(address)) ?? null;
}

/** Address of the list seen last; null when none is kept. */
export async function keptList(): Promise<string | null> {
  const keys = await (await caches.open(PAGES)).keys();
  return keys.findLast(({ url }) => new URL(url).pathname === "/")?.url ?? null;
}

/** Whose pages are kept; null when there are none. */
export async function keptDriver(): Promise<string | null> {
  const cache = await caches.open(PAGES);
  const [any] = await cache.keys();
  return (any && await cache.match(any))?.headers.get("x-driver") ?? null;
}

/** Without the fragment and what Telegram adds to the first address of a visit. */
function bare(address: string | URL): URL {
  const url = new URL(address);
  url.hash = "";
  for (const name of [...url.searchParams.keys()]) {
    if (name.startsWith("tgWebApp")) url.searchParams.delete(name);
  }
  return url;
}
