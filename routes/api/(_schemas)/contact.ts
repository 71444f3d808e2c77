// Shapes of sharing a contact over HTTP.
import { z } from "zod";

/** `contact`: what Telegram answered to requestContact, unchanged. */
export const ContactBody = z.object({ contact: z.string().max(8192) });

/** E.164. */
export const ContactAnswer = z.object({ phone: z.string() });
