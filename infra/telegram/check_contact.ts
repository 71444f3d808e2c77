// The contact a person shared with the bot, as the Mini App gets it: signed like initData, `contact` instead of `user`
// (core.telegram.org/bots/webapps, requestContact).
import { z } from "zod";
import type { CheckContact } from "../../domain/drivers/ports.ts";
import { MAX_INIT_DATA } from "../../domain/sessions/ports.ts";
import { normalisePhone } from "../../domain/shared/phone.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import { initDataKey, parseJson, readSigned } from "./init_data.ts";

const Contact = z.object({ user_id: z.number().int().positive(), phone_number: z.string().max(32) });

export function createContactChecker(
  { botToken, maxAgeSeconds, clock }: { botToken: string; maxAgeSeconds: number; clock: Clock },
): CheckContact {
  const key = initDataKey(botToken);
  return (signed) => {
    if (new TextEncoder().encode(signed).length > MAX_INIT_DATA) return null;
    const read = readSigned(signed, { key, now: Math.floor(clock() / 1000), maxAgeSeconds });
    if ("error" in read) return null;
    const contact = Contact.safeParse(parseJson(read.fields.get("contact") ?? ""));
    if (!contact.success) return null;
    const { user_id, phone_number } = contact.data;
    // Telegram leaves the plus out.
    const phone = normalisePhone(phone_number.startsWith("+") ? phone_number : `+${phone_number}`);
    return phone === null ? null : { userId: user_id, phone };
  };
}
