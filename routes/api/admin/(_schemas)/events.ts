// Shapes of the event log over HTTP. Messages are codes of texts/admin_errors.ts.
import { z } from "zod";
import { limit, single } from "./query_fields.ts";

const text = () => single().max(500, "too_long").optional();

/** A position in the log as text. */
export const position = () => single().regex(/^\d{1,15}$/, "not_position").transform(Number);

const zoned = { offset: true, local: true } as const;
const moment = z.union(
  [z.iso.datetime(zoned), z.iso.datetime({ ...zoned, precision: -1 }), z.iso.date()],
  { error: "not_time" },
);

/**
 * ISO 8601, seconds optional, with `Z` or an offset; without one it is UTC, and a date alone is its midnight. For the
 * domain it becomes UTC with milliseconds.
 */
const time = () =>
  single()
    // An unescaped "+" of an offset arrives as a space.
    .transform((value) => value.replace(/ (\d{2}:\d{2})$/, "+$1"))
    .pipe(moment)
    .transform((value) => new Date(/T[^Z+-]*$/.test(value) ? `${value}Z` : value).toISOString());

const filter = {
  stream: text(),
  type: text(),
  /** `kind`, `kind:id` or an id. */
  actor: text(),
  /** Inclusive. */
  from: time().optional(),
  /** Exclusive. */
  to: time().optional(),
  /** Correlation id: everything one request, update or job did. */
  request: text(),
};

export const EventsQuery = z.object({
  ...filter,
  /** Exclusive. */
  after: position().default(0),
  /** 1–1000; 100 for JSON, no limit for NDJSON unless given. */
  limit: limit.optional(),
});

/**
 * Without `after` (or the header Last-Event-ID, which wins) the tail begins with what happens next. Past the end of the
 * log `after` is refused, while Last-Event-ID goes on at the end.
 */
export const TailQuery = z.object({ ...filter, after: position().optional() });

export const StoredEventAnswer = z.object({
  position: z.int().positive(),
  streamId: z.string(),
  version: z.int().positive(),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
  meta: z.object({
    at: z.iso.datetime(),
    actor: z.object({
      kind: z.enum(["driver", "dispatcher", "staff", "system"]),
      id: z.string().optional(),
      name: z.string().nullable().optional(),
    }),
    correlationId: z.string(),
    causationId: z.string().optional(),
    schemaVersion: z.int().positive(),
  }),
  hash: z.string(),
});

export const EventsAnswer = z.object({
  data: z.array(StoredEventAnswer),
  /** The last position given, null at the end of the log. */
  next: z.int().positive().nullable(),
});
