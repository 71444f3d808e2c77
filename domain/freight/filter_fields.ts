// Reads single fields of a filter out of an address and remembers what was wrong with each.
import { typedKopecks } from "../shared/money.ts";
import type { FieldError, FieldErrorCode } from "./field_error.ts";
import { type Bounds, MOST_TYPES } from "./filter_limits.ts";

/** Fields that always have a value, so that "any" means nothing for them. */
const NEVER_OFF = new Set(["limit", "offset", "mode"]);

/** Every reader answers undefined for a field that is absent, off (`""`, `any`) or wrong. */
export interface FilterFields {
  readonly errors: readonly FieldError[];
  /** The only value of a field, trimmed. */
  text(field: string): string | undefined;
  integer(field: string, bounds: Bounds): number | undefined;
  /** Roubles as people type them ("150 000", "99,50") to kopecks. */
  kopecks(field: string, bounds: Bounds): number | undefined;
  oneOf<T extends string>(field: string, allowed: readonly T[]): T | undefined;
  /** Positive ids from comma lists and repetitions: sorted, unique. */
  ids(field: string): number[];
  /** YYYY-MM-DD of a day that exists. */
  date(field: string): string | undefined;
  fail(field: string, code: FieldErrorCode, params?: FieldError["params"]): undefined;
}

export function filterFields(query: URLSearchParams): FilterFields {
  const errors: FieldError[] = [];

  function fail(field: string, code: FieldErrorCode, params: FieldError["params"] = {}): undefined {
    errors.push({ field, code, params });
  }

  function text(field: string): string | undefined {
    const values = query.getAll(field);
    if (values.length > 1) return fail(field, "repeated");
    return meaning(field, values[0] ?? "");
  }

  return {
    errors,
    text,
    fail,
    integer(field, { min, max }) {
      const typed = text(field);
      if (typed === undefined) return undefined;
      const value = /^\d{1,15}$/.test(typed) ? Number(typed) : NaN;
      return value >= min && value <= max ? value : fail(field, "not_integer", { min, max });
    },
    kopecks(field, { min, max }) {
      const typed = text(field);
      if (typed === undefined) return undefined;
      const value = typedKopecks(typed) ?? NaN;
      return value >= min && value <= max
        ? value
        : fail(field, "not_money", { min: min / 100, max: max / 100 });
    },
    oneOf(field, allowed) {
      const typed = text(field);
      if (typed === undefined) return undefined;
      return allowed.find((value) => value === typed) ??
        fail(field, "not_one_of", { allowed: allowed.join(", ") });
    },
    ids(field) {
      const typed = query.getAll(field).flatMap((value) => meaning(field, value)?.split(",") ?? []);
      const pieces = typed.map((piece) => piece.trim()).filter((piece) => piece !== "");
      const isList = pieces.every((piece) => /^[1-9]\d{0,14}$/.test(piece)) &&
        (typed.length === 0 || pieces.length > 0);
      if (!isList) return fail(field, "not_ids") ?? [];
      const ids = [...new Set(pieces.map(Number))].sort((a, b) => a - b);
      return ids.length <= MOST_TYPES ? ids : fail(field, "too_many_ids", { max: MOST_TYPES }) ?? [];
    },
    date(field) {
      const typed = text(field);
      return typed === undefined || exists(typed) ? typed : fail(field, "not_a_date");
    },
  };
}

function meaning(field: string, raw: string): string | undefined {
  const value = raw.trim();
  return value === "" || (value === "any" && !NEVER_OFF.has(field)) ? undefined : value;
}

/** Whether a YYYY-MM-DD names a day of the calendar: the 30th of February does not. */
function exists(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}
