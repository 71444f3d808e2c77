// Shapes of the audit over HTTP: what staff did, and what reached us about payments with what was made of it.
import { z } from "zod";
import { Verdict } from "../../../../domain/payments/observation/delivery_events.ts";
import { EventsQuery, position, StoredEventAnswer } from "./events.ts";
import { format } from "./money.ts";
import { limit } from "./query_fields.ts";

export const AuditQuery = z.object({
  kind: z.enum(["action", "delivery"], "invalid_choice").optional(),
  actor: EventsQuery.shape.actor,
  type: EventsQuery.shape.type,
  stream: EventsQuery.shape.stream,
  from: EventsQuery.shape.from,
  to: EventsQuery.shape.to,
  verdict: z.enum(Verdict.options, "invalid_choice").optional(),
  limit: limit.default(100),
  /** Position, exclusive: what is earlier. */
  before: position().optional(),
  format,
});

export const AuditEntry = StoredEventAnswer.pick({ position: true, streamId: true, type: true, data: true })
  .extend({
    kind: z.enum(["action", "delivery"]),
    at: z.iso.datetime(),
    actor: StoredEventAnswer.shape.meta.shape.actor,
    correlationId: z.string(),
    /** Why somebody did it, where they said so. */
    reason: z.string().optional(),
    /** What was made of what reached us. */
    verdict: Verdict.optional(),
  });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditAnswer = z.object({
  /** Newest first. */
  data: z.array(AuditEntry),
  /** For `before` of the next page; null at the beginning of the log. */
  next: z.int().nullable(),
});
