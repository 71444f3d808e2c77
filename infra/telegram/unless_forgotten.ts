// Messages to or about a driver who was forgotten while they waited are not sent, and that is recorded.
import type { App } from "../../domain/app.ts";
import { type MessageKind, messageKinds } from "../../domain/messages/kinds.ts";
import type { BotCall } from "./bot_api.ts";
import type { createComposers, MessageData } from "./compose.ts";

/** Null when there is nothing left to say. */
export type Composed = BotCall | { readonly cancelled: "forgotten" } | null;
export type Composers = Readonly<
  Record<MessageKind, (chatId: string, data: MessageData) => Promise<Composed>>
>;

/** Edits go on: what the dispatchers have is the better for losing name and phone. */
export function unlessForgotten(
  { drivers, responses }: Pick<App, "drivers" | "responses">,
  composers: ReturnType<typeof createComposers>,
): Composers {
  async function isForgotten(kind: MessageKind, chatId: string, data: MessageData): Promise<boolean> {
    if (kind.startsWith("driver_")) return !await drivers.isKnown(Number(chatId));
    if (kind !== "dispatcher_new_response") return false;
    const response = await responses.find(String(data["responseId"]));
    return response !== null && response.phone === "";
  }

  const guarded = messageKinds.map((kind) =>
    [kind, async (chatId: string, data: MessageData) => {
      if (await isForgotten(kind, chatId, data)) return { cancelled: "forgotten" } as const;
      return await composers[kind](chatId, data);
    }] as const
  );
  return Object.fromEntries(guarded) as unknown as Composers;
}
