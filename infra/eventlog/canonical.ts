// Canonical JSON (RFC 8785): one text per value, whatever the order its members were written in.

/**
 * Canonical text of a JSON value: members sorted by UTF-16 code units, no white space, numbers as ECMAScript
 * prints them. Members that are `undefined` are left out, as in JSON.
 * Throws TypeError on anything JSON cannot carry faithfully (NaN, bigint, dates, functions, holes).
 */
export function canonical(value: unknown): string {
  const inOrder = ordered(value);
  // The engine prints several times as fast as we do.
  return inOrder === UNORDERABLE ? printed(value) : JSON.stringify(inOrder);
}

/** An object cannot be made to have its members in this order. */
const UNORDERABLE = Symbol("unorderable");

/** A copy whose members lie in canonical order. */
function ordered(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return scalar(value);
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    for (const item of value) {
      const inOrder = ordered(item);
      if (inOrder === UNORDERABLE) return UNORDERABLE;
      copy.push(inOrder);
    }
    return copy;
  }
  if (!isPlain(value)) throw cannotWrite(value);
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member === undefined) continue;
    const inOrder = isUnorderable(name) ? UNORDERABLE : ordered(member);
    if (inOrder === UNORDERABLE) return UNORDERABLE;
    copy[name] = inOrder;
  }
  return copy;
}

/** Objects put names that are numbers first, and keep no member of this name at all. */
function isUnorderable(name: string): boolean {
  const first = name.charCodeAt(0);
  return (first >= 48 && first <= 57) || name === "__proto__";
}

function printed(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(scalar(value));
  if (Array.isArray(value)) return `[${Array.from(value, printed).join(",")}]`;
  if (!isPlain(value)) throw cannotWrite(value);
  const members = Object.keys(value).sort().filter((name) => value[name] !== undefined);
  return `{${members.map((name) => `${JSON.stringify(name)}:${printed(value[name])}`).join(",")}}`;
}

function scalar(value: unknown): string | number | boolean | null {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw cannotWrite(value);
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function cannotWrite(value: unknown): TypeError {
  return new TypeError(`Cannot write as JSON: ${String(value)} (${typeof value})`);
}
