// Which page a visit begins with: deep links name a load in Telegram's start parameter.

/** Path and query of the page to ask for. The address wins unless it is bare. */
export function pageOf(
  { pathname, search }: Pick<Location, "pathname" | "search">,
  startParam: string | null,
): string {
  const cargo = /^cargo_([A-Za-z0-9]{1,32})$/.exec(startParam ?? "");
  if (cargo && pathname === "/") return `/cargos/${cargo[1]}`;
  const query = new URLSearchParams(search);
  // Telegram's own, not part of any page's address.
  query.delete("tgWebAppStartParam");
  const rest = query.toString();
  return rest === "" ? pathname : `${pathname}?${rest}`;
}
