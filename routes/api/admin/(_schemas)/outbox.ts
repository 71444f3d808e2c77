// Shapes of the outbox over HTTP. Messages are codes of texts/admin_errors.ts.
import { z } from "zod";
import { OutboxPlace } from "../../../../domain/messages/outbox_page.ts";
import { placeIn } from "./place.ts";
import { limit } from "./query_fields.ts";

const STATUSES = ["queued", "sent", "failed", "unknown", "skipped"] as const;

export const OutboxQuery = z.object({
  status: z.enum(STATUSES, { error: "not_status" }).optional(),
  /** 1–1000. */
  limit: limit.default(100),
  after: placeIn(OutboxPlace).optional(),
});

export const OutboxAnswer = z.object({
  /** Newest first, of what is queued alone the soonest due first. */
  data: z.array(z.object({
    id: z.string(),
    chatId: z.string(),
    kind: z.string(),
    /** unknown: it may or may not have reached Telegram; it is sent again only on request. skipped: nobody to reach. */
    status: z.enum(STATUSES),
    attempts: z.int().nonnegative(),
    lastError: z.string().optional(),
    at: z.iso.datetime(),
    /** When a queued message may next leave. */
    dueAt: z.iso.datetime().optional(),
  })),
  /** For `after` of the next page; null at the end. */
  next: z.string().nullable(),
});

export const OutboxChanged = z.object({ id: z.string() });
