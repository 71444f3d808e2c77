// Ids of loads as they stand in an address: by comma, or the parameter repeated.
import { isCargoId } from "./cargo.ts";
import type { FieldError } from "./field_error.ts";

/** The most loads of one question. */
const MOST_CARGO_IDS = 200;

/** Each id once, in the order given; at least one. */
export function parseCargoIds(
  values: readonly string[],
): { readonly ids: readonly string[] } | { readonly error: FieldError } {
  const given = values.flatMap((value) => value.split(",")).map((id) => id.trim()).filter(Boolean);
  const ids = [...new Set(given)];
  if (ids.length > MOST_CARGO_IDS) {
    return { error: { field: "ids", code: "too_many_ids", params: { max: MOST_CARGO_IDS } } };
  }
  const readable = ids.length > 0 && ids.every(isCargoId);
  return readable ? { ids } : { error: { field: "ids", code: "not_ids", params: {} } };
}
