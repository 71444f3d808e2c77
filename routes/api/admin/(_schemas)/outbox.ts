// Shapes of the outbox over HTTP. Messages are codes of `queryErrors` (texts/admin.ts).
import { z } from "zod";

const STATUSES = ["queued", "sent", "failed", "unknown"] as const;

export const OutboxQuery = z.object({
  status: z.enum(STATUSES, { error: "not_status" }).optional(),
  /** 1–1000. */
  limit: z.string({ error: "repeated" }).regex(/^\d{1,4}$/, "not_limit").transform(Number)
    .refine((limit) => limit >= 1 && limit <= 1000, "not_limit").default(100),
});

export const OutboxAnswer = z.object({
  /** Newest first. */
  data: z.array(z.object({
    id: z.string(),
    chatId: z.string(),
    kind: z.string(),
    /** unknown: it may or may not have reached Telegram; it is sent again only on request. */
    status: z.enum(STATUSES),
    attempts: z.int().nonnegative(),
    lastError: z.string().optional(),
    at: z.iso.datetime(),
  })),
});

export const OutboxChanged = z.object({ id: z.string() });
