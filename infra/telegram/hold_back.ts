// Messages that are not to be sent, or not yet: to or about a driver who was forgotten while they waited, to one who has
// closed the chat, and unasked in a driver's quiet hours. What is not sent is recorded with the reason. What a driver
// waits for is tried once a day even where the chat was closed: else one lost word of Telegram's would silence us for good.
import type { App } from "../../domain/app.ts";
import { isForDispatchers, isUnasked, type MessageKind, messageKinds } from "../../domain/messages/kinds.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { BotCall } from "./bot_api.ts";
import type { createComposers, MessageData } from "./compose.ts";

/** Null when there is nothing left to say; `heldUntil` in UTC milliseconds. */
export type Composed =
  | BotCall
  | { readonly cancelled: "forgotten" | "unreachable" }
  | { readonly heldUntil: number }
  | null;
export type Composers = Readonly<
  Record<MessageKind, (chatId: string, data: MessageData) => Promise<Composed>>
>;

export function holdBack(
  { drivers, responses, reachability, searches }: Pick<
    App,
    "drivers" | "responses" | "reachability" | "searches"
  >,
  composers: ReturnType<typeof createComposers>,
  clock: Clock,
): Composers {
  /** Edits go on: what the dispatchers have is the better for losing name and phone. */
  async function isForgotten(kind: MessageKind, chatId: string, data: MessageData): Promise<boolean> {
    if (kind.startsWith("driver_")) return !await drivers.isKnown(Number(chatId));
    if (kind !== "dispatcher_new_response") return false;
    const response = await responses.find(String(data["responseId"]));
    return response !== null && response.phone === "";
  }

  /** A private chat has the id of its person. */
  async function isLost(kind: MessageKind, chatId: string): Promise<boolean> {
    if (isForDispatchers(kind)) return false;
    const driverId = Number(chatId);
    return isUnasked(kind)
      ? await reachability.isLost(driverId)
      : !await reachability.isWorthTrying(driverId);
  }

  async function quietUntil(kind: MessageKind, chatId: string, { searchId }: MessageData) {
    if (!isUnasked(kind)) return null;
    const ofSearch = searchId === undefined ? undefined : String(searchId);
    return await searches.quietUntil(Number(chatId), clock(), ofSearch);
  }

  const guarded = messageKinds.map((kind) =>
    [kind, async (chatId: string, data: MessageData): Promise<Composed> => {
      if (await isForgotten(kind, chatId, data)) return { cancelled: "forgotten" };
      const call = await composers[kind](chatId, data);
      if (call === null) return null;
      if (await isLost(kind, chatId)) return { cancelled: "unreachable" };
      const heldUntil = await quietUntil(kind, chatId, data);
      return heldUntil === null ? call : { heldUntil };
    }] as const
  );
  return Object.fromEntries(guarded) as unknown as Composers;
}
