// Canonical JSON (RFC 8785): one text per value, whatever the order its members were written in.

/**
 * Canonical text of a JSON value: members sorted by UTF-16 code units, no white space, numbers as ECMAScript
 * prints them. Members that are `undefined` are left out, as in JSON.
 * Throws TypeError on anything JSON cannot carry faithfully (NaN, bigint, dates, functions, holes).
 */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case "string":
    case "boolean":
      return JSON.stringify(value);
    case "number":
      if (!Number.isFinite(value)) break;
      return JSON.stringify(value);
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
      if (isPlain(value)) return canonicalObject(value);
  }
  throw new TypeError(`Cannot write as JSON: ${String(value)} (${typeof value})`);
}

function canonicalObject(value: Readonly<Record<string, unknown>>): string {
  let text = "";
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${canonical(member)}`;
  }
  return `{${text}}`;
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
