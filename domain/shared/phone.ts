// Phone numbers as drivers type them, kept in E.164.
import { z } from "zod";

/**
 * E.164 of a typed number, or null. Russian numbers may begin with 8, 7 or +7 or come bare as 10 digits;
 * anything else needs a + and 8 to 15 digits (ITU-T E.164).
 */
export function normalisePhone(typed: string): string | null {
  // Pasted numbers bring invisible direction marks and typographic dashes with them.
  const compact = typed.replace(/[\s().\p{Cf}\p{Pd}]/gu, "");
  if (/^(\+?7|8)\d{10}$/.test(compact)) return "+7" + compact.slice(-10);
  if (/^[3489]\d{9}$/.test(compact)) return "+7" + compact;
  return /^\+[1-9]\d{7,14}$/.test(compact) ? compact : null;
}

export const phone = z.string({ error: "invalid_phone" }).transform((typed, context) => {
  const normal = typed.length <= 32 ? normalisePhone(typed) : null;
  if (normal) return normal;
  context.addIssue({ code: "custom", message: "invalid_phone" });
  return z.NEVER;
});
