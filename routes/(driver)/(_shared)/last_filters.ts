// The filters of the last visit fill the address when a visit starts at a bare "/", and nowhere else: links, Back and the
// way out of a filter within the visit mean what they say.
import type { CargoFilter } from "../../../domain/freight/filter.ts";
import { DEFAULT_LIMIT } from "../../../domain/freight/filter_limits.ts";
import { originOf, type State } from "../../(_shared)/define.ts";
import { callerOf } from "./caller.ts";
import { pageAddress } from "./filter_view.ts";

/** Where a visit that starts here goes on; null when it does not start here, or nothing is remembered. */
export async function whereLastVisitWas(
  state: State,
  { req, url }: { req: Request; url: URL },
): Promise<string | null> {
  if (!isBare(url) || comesFromUs(req, url)) return null;
  const query = await state.app.drivers.filters(callerOf(state).driverId);
  return query === "" ? null : `/?${query}`;
}

/** Remembers the filters of this address, if it names any. That this fails must not cost the driver the list. */
export async function rememberFilters(
  state: State,
  { url, filter, names }: { url: URL; filter: CargoFilter; names: URLSearchParams },
): Promise<void> {
  if (isBare(url)) return;
  const query = pageAddress({ ...filter, limit: DEFAULT_LIMIT }, names, 0).slice("/?".length);
  const { driverId } = callerOf(state);
  try {
    if (await state.app.drivers.filters(driverId) === query) return;
    await state.app.drivers.rememberFilters(driverId, query, originOf(state));
  } catch (error) {
    state.report(error);
  }
}

/** Telegram adds parameters of its own to the first address. */
function isBare({ searchParams }: URL): boolean {
  return [...searchParams.keys()].every((name) => name.startsWith("tgWebApp"));
}

/** Older browsers, and all of them on plain http, say only where they come from. */
function comesFromUs({ headers }: Request, { origin }: URL): boolean {
  return headers.get("sec-fetch-site") === "same-origin" ||
    (headers.get("referer") ?? "").startsWith(`${origin}/`);
}
