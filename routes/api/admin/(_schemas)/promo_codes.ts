// Shapes of promo codes over HTTP, as staff sees them.
import { z } from "zod";
import { PromoTerms } from "../../../../domain/promo_codes/terms.ts";
import { reason } from "./money.ts";
import { limit, single } from "./query_fields.ts";

export const PromoCodesQuery = z.object({
  limit: limit.default(100),
  after: single().max(64, "too_long").optional(),
});

export const PromoCodeAnswer = PromoTerms.extend({
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime(),
  code: z.string(),
  active: z.boolean(),
  createdAt: z.iso.datetime(),
  reserved: z.int(),
  redeemed: z.int(),
  released: z.int(),
  overLimit: z.int(),
  lastUsedAt: z.string().optional(),
});

export const PromoCodesAnswer = z.object({
  data: z.array(PromoCodeAnswer),
  meta: z.object({ next: z.string().nullable() }),
});

export const PromoCodeStory = PromoCodeAnswer.extend({
  uses: z.array(z.object({
    useId: z.string(),
    driverId: z.int(),
    status: z.enum(["reserved", "redeemed", "released"]),
    at: z.string(),
    overLimit: z.boolean(),
  })),
});

export const DeactivateBody = z.object({ reason: reason.optional() });
