// Shapes of what is told about all payments, over HTTP: what reached us, sweeps, orphans, days.
import { z } from "zod";
import { Provider, Source } from "../../../../domain/payments/events.ts";
import { Verdict } from "../../../../domain/payments/observation/delivery_events.ts";
import { PaymentsSwept } from "../../../../domain/payments/reconciliation/sweep_events.ts";
import { Money } from "../../../../domain/shared/money.ts";
import { limit, single } from "./query_fields.ts";

export const DeliveryAnswer = z.object({
  deliveryId: z.string(),
  provider: Provider,
  channel: Source,
  receivedAt: z.iso.datetime(),
  verdict: z.enum([...Verdict.options, "waiting"]),
  correlationId: z.string(),
  /** What it said of itself: a hint and no more. */
  claim: z.record(z.string(), z.string()),
  verifiedStatus: z.string().optional(),
  paymentId: z.string().optional(),
  resultingEventIds: z.array(z.string()).optional(),
  latencyMs: z.int().optional(),
  error: z.string().optional(),
});
export const DeliveriesAnswer = z.object({ data: z.array(DeliveryAnswer) });
export const DeliveriesQuery = z.object({ limit: limit.default(100) });

export const SweepsAnswer = z.object({
  data: z.array(PaymentsSwept.shape.data.extend({ sweptAt: z.string() })),
});

export const OrphansAnswer = z.object({
  data: z.array(z.object({
    provider: Provider,
    providerPaymentId: z.string(),
    at: z.string(),
    status: z.string(),
    minor: z.int(),
    currency: z.string(),
    paidAt: z.string().optional(),
    claimsPaymentId: z.string().optional(),
    via: Source,
    linkedTo: z.string().optional(),
  })),
});

export const DaysQuery = z.object({
  days: single().regex(/^\d{1,3}$/, "invalid_days").transform(Number)
    .refine((count) => count >= 1 && count <= 366, "invalid_days").default(30),
});

const Sums = z.array(Money);
export const DaysAnswer = z.object({
  data: z.array(z.object({
    day: z.iso.date(),
    revenue: Sums,
    refunded: Sums,
    registered: z.int(),
    requested: z.int(),
    paid: z.int(),
    conversion: z.number().nullable().describe("Paid of requested, 0–1; null on a day without requests"),
    paying: z.int(),
    given: z.int(),
  })),
});
