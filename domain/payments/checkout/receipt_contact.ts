// Where a tax receipt goes: an e-mail address, or a phone as cash registers take it (yookassa.ru, receipts).
import { z } from "zod";
import { phone } from "../../shared/phone.ts";

/** The message is a code; its sentence is in texts/. */
const email = z.email("invalid_receipt_contact").max(254, "invalid_receipt_contact");

/** An address has an @, a phone has none. */
export const receiptContact = z.string("invalid_receipt_contact").trim().transform((typed, ctx) => {
  const parsed = (typed.includes("@") ? email : phone).safeParse(typed);
  if (parsed.success) return parsed.data;
  ctx.addIssue({ code: "custom", message: "invalid_receipt_contact" });
  return z.NEVER;
});
