// What shapes of money over HTTP have in common. Messages are codes of texts/admin_errors.ts.
import { z } from "zod";
import { typedKopecks } from "../../../../domain/shared/money.ts";
import { single } from "./query_fields.ts";

/** Why somebody does it: kept with what was done. */
export const reason = z.string("invalid_reason").trim().min(3, "invalid_reason").max(300, "invalid_reason");

export const objectId = z.string("invalid_id").trim().min(1, "required").max(128, "invalid_id");

/** A number of days to give or take. */
export const days = z.int("invalid_days").min(1, "invalid_days").max(3660, "invalid_days");

export const driverId = single().regex(/^\d{1,16}$/, "invalid_driver").transform(Number);

/** Roubles as people type them: "499", "1 299,50". Kopecks for the domain. */
export const roubles = single().transform((text, context) => {
  const minor = typedKopecks(text);
  if (minor !== null) return minor;
  context.addIssue({ code: "custom", message: "invalid_money" });
  return z.NEVER;
});

/** How a list is given: a page as JSON, or everything that matches. */
export const format = z.enum(["json", "csv", "ndjson"], "invalid_choice").optional();
