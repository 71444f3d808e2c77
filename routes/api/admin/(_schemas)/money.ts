// What shapes of money over HTTP have in common. Messages are codes of `moneyErrors` (texts/admin_money.ts).
import { z } from "zod";
import { parseMinor } from "../../../../domain/shared/money.ts";

/** Why somebody does it: kept with what was done. */
export const reason = z.string("invalid_reason").trim().min(3, "invalid_reason").max(300, "invalid_reason");

export const objectId = z.string("invalid_id").trim().min(1, "required").max(128, "invalid_id");

/** A number of days to give or take. */
export const days = z.int("invalid_days").min(1, "invalid_days").max(3660, "invalid_days");

/** One value of a query. */
export const single = () => z.string({ error: "repeated" });

export const limit = single().regex(/^\d{1,4}$/, "not_limit").transform(Number)
  .refine((limit) => limit >= 1 && limit <= 1000, "not_limit");

export const driverId = single().regex(/^\d{1,16}$/, "invalid_driver").transform(Number);

/** Roubles as people type them: "499", "1 299,50". Kopecks for the domain. */
export const roubles = single().transform((text, context) => {
  const minor = parseMinor(text.replaceAll(/\s/g, "").replace(",", "."));
  if (minor !== null) return minor;
  context.addIssue({ code: "custom", message: "invalid_money" });
  return z.NEVER;
});

/** How a list is given: a page as JSON, or everything that matches. */
export const format = z.enum(["json", "csv", "ndjson"], "invalid_choice").optional();
