// The lines of an export, NDJSON: events as the surface names them, members in canonical order, then wrapped keys.
// This form leaves the house: change it only by adding.
import { createHash } from "node:crypto";
import { z } from "zod";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { WrappedKey } from "../../crypto/wrapped_keys.ts";
import { canonical } from "../canonical.ts";

const EventLine = z.strictObject({
  position: z.int().positive(),
  streamId: z.string().min(1),
  version: z.int().positive(),
  type: z.string().min(1),
  data: z.record(z.string(), z.unknown()),
  meta: z.strictObject({
    at: z.string(),
    actor: z.strictObject({ kind: z.string(), id: z.string().optional(), name: z.string().nullish() }),
    correlationId: z.string(),
    causationId: z.string().optional(),
    schemaVersion: z.int().positive(),
  }),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** `check` is the beginning of the sha256 of the rest: nothing else vouches for a key's id. */
const KeyLine = z.strictObject({
  key: z.strictObject({ check: z.string(), id: z.string(), subject: z.string(), wrapped: z.string() }),
});

export type ExportLine = { readonly event: StoredEvent } | { readonly key: WrappedKey };

/** Without the line end. */
export function eventLine(event: StoredEvent): string {
  return canonical(event);
}

/** Without the line end. */
export function keyLine({ subject, id, wrapped }: WrappedKey): string {
  return canonical({ key: { check: checkOf({ subject, id, wrapped }), id, subject, wrapped } });
}

/** Null when the text is no line of an export, or a key was altered. */
export function parseLine(text: string): ExportLine | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const event = EventLine.safeParse(json);
  // The parsed object, not zod's copy of it: the hash vouches for exactly what is there.
  if (event.success) return { event: json as StoredEvent };
  const line = KeyLine.safeParse(json);
  if (!line.success) return null;
  const { check, subject, id, wrapped } = line.data.key;
  return check === checkOf({ subject, id, wrapped }) ? { key: { subject, id, wrapped } } : null;
}

function checkOf({ subject, id, wrapped }: WrappedKey): string {
  return createHash("sha256").update(canonical({ id, subject, wrapped })).digest("hex").slice(0, 16);
}
