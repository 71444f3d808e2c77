// The data of an event on one line: enough to recognise it, the rest is one key press away.

/** Characters; a table cell shows about as many at most. */
const MAX = 160;
/** Ids that the stream's name repeats. */
const SAID_ELSEWHERE = new Set(["responseId", "driverId"]);

/** `cargoId: 4411 · comment: тент · cargo: Москва → Казань`; strings without quotes, objects last and by their keys. */
export function compact(data: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(data);
  const telling = entries.filter(([name]) => !SAID_ELSEWHERE.has(name));
  const line = (telling.length > 0 ? telling : entries).sort(scalarsFirst).map(([name, value]) =>
    `${name}: ${brief(value)}`
  )
    .join(" · ");
  return line.length > MAX ? line.slice(0, MAX - 1) + "…" : line;
}

function scalarsFirst([, a]: [string, unknown], [, b]: [string, unknown]): number {
  return Number(typeof a === "object") - Number(typeof b === "object");
}

function brief(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const { minor, currency, from, to } = value as Readonly<Record<string, unknown>>;
  if (typeof minor === "number" && typeof currency === "string") {
    return `${currency === "XTR" ? minor : minor / 100} ${currency}`;
  }
  if (typeof from === "string" && typeof to === "string") return `${from} → ${to}`;
  const keys = Object.keys(value);
  return `{${keys.slice(0, 3).join(", ")}${keys.length > 3 ? " …" : ""}}`;
}
