// What differs between two states, field by field.

/** `before` is absent for a field that is new, `after` for one that is gone. */
export interface Change {
  /** `cargo.price.minor`, `timeline[2]`. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** In the order of the fields; objects and arrays are compared inside, what appears or goes is told as a whole. */
export function changesBetween(before: unknown, after: unknown, path = ""): Change[] {
  if (Object.is(before, after)) return [];
  if (!isStructure(before) || !isStructure(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [{
      path,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    }];
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => changesBetween(before[key], after[key], joined(path, key, before)));
}

type Structure = Readonly<Record<string, unknown>>;

function isStructure(value: unknown): value is Structure {
  return typeof value === "object" && value !== null;
}

function joined(path: string, key: string, parent: Structure): string {
  if (Array.isArray(parent)) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}
