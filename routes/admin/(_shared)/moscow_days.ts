// A stretch of whole days as forms ask for it: both ends are days of Moscow, the last one included.
import { fromMoscow } from "./moscow.ts";

const DAY_MS = 86_400_000;

/** `from` and `to` of a query as moments: a bare day begins at its midnight, and ends at the next. */
export function withMoscowDays(params: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...params].map(([name, value]) => {
    if (name === "from") return [name, fromMoscow(value)];
    return name === "to" ? [name, endOf(value)] : [name, value];
  }));
}

function endOf(text: string): string {
  const begin = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? fromMoscow(text) : "");
  return Number.isNaN(begin) ? fromMoscow(text) : new Date(begin + DAY_MS).toISOString();
}

/** What is in the address for the named fields, to be shown again. */
export function asTyped(params: URLSearchParams, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => params.get(name) ? [[name, params.get(name)!]] : []));
}
