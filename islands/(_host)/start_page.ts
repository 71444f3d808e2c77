// Which page a visit begins with: deep links name it in Telegram's start parameter.

const PLACES = ["responses", "favourites", "searches", "subscription", "profile"];

/** Path and query of the page to ask for. The address wins unless it is bare. */
export function pageOf(
  { pathname, search }: Pick<Location, "pathname" | "search">,
  startParam: string | null,
): string {
  const named = pathname === "/" ? pageNamed(startParam ?? "") : null;
  if (named) return named;
  const query = new URLSearchParams(search);
  // Telegram's own, not part of any page's address.
  query.delete("tgWebAppStartParam");
  const rest = query.toString();
  return rest === "" ? pathname : `${pathname}?${rest}`;
}

/** "cargo_77", "pay_…" (back from a payment page) or the name of a page; null for anything else. */
function pageNamed(startParam: string): string | null {
  const [, kind, id] = /^(cargo|pay)_([\w-]{1,64})$/.exec(startParam) ?? [];
  if (kind === "cargo") return `/cargos/${id}`;
  if (kind === "pay") return `/payments/${id}`;
  return PLACES.includes(startParam) ? `/${startParam}` : null;
}
