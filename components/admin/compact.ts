// The data of an event on one line: enough to recognise it, the rest is one key press away.

/** Characters; a table cell shows about as many at most. */
const MAX = 160;
/** Ids that the stream's name repeats. */
const SAID_ELSEWHERE = new Set(["responseId", "driverId"]);

/** `cargoId: 4411 · comment: тент · cargo: {id, from, to …}`; strings without quotes, objects by their keys. */
export function compact(data: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(data);
  const telling = entries.filter(([name]) => !SAID_ELSEWHERE.has(name));
  const line = (telling.length > 0 ? telling : entries).map(([name, value]) => `${name}: ${brief(value)}`)
    .join(" · ");
  return line.length > MAX ? line.slice(0, MAX - 1) + "…" : line;
}

function brief(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const money = value as { minor?: unknown; currency?: unknown };
  if (typeof money.minor === "number" && typeof money.currency === "string") {
    return `${money.minor / 100} ${money.currency}`;
  }
  const keys = Object.keys(value);
  return `{${keys.slice(0, 3).join(", ")}${keys.length > 3 ? " …" : ""}}`;
}
