// As much of a Telegram update as ingest needs: its number, kind, sender and chat (Bot API, "Update").
import { z } from "zod";

const Person = z.looseObject({ id: z.number().int() });
const Chat = z.looseObject({ id: z.number().int() });
const Body = z.looseObject({
  from: Person.optional(),
  user: Person.optional(),
  chat: Chat.optional(),
  message: z.looseObject({ chat: Chat.optional() }).optional(),
});

export interface IncomingUpdate {
  readonly updateId: number;
  /** "message", "callback_query", … */
  readonly kind: string;
  /** 0 when nobody in particular sent it. */
  readonly senderId: number;
  /** Updates of one chat are processed in order; the sender's id where there is no chat. */
  readonly chatId: number;
}

/** Telegram's own are shorter than half of this. */
const LONGEST_KIND = 64;

/** Null when the text is no update. */
export function readUpdate(json: string): IncomingUpdate | null {
  let update: unknown;
  try {
    update = JSON.parse(json);
  } catch {
    return null;
  }
  const parsed = z.looseObject({ update_id: z.number().int().nonnegative() }).safeParse(update);
  if (!parsed.success) return null;
  const { update_id: updateId, ...kinds } = parsed.data;
  const [kind = "unknown", value] = Object.entries(kinds)[0] ?? [];
  const body = Body.safeParse(value).data ?? {};
  const senderId = body.from?.id ?? body.user?.id ?? 0;
  return {
    updateId,
    kind: kind.slice(0, LONGEST_KIND),
    senderId,
    chatId: body.chat?.id ?? body.message?.chat?.id ?? senderId,
  };
}
