// What is shared by many must not be changed by one: writing into it fails at once.

/** The value, frozen through and through; it is JSON, so there are no cycles. A frozen part is taken as frozen whole. */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
