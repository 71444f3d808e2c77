// The dispatchers' chat: where it is by now, and whether it takes messages. When it does not, the operators hear of it
// once. A group that becomes a supergroup gets another id (Bot API, "migrate_to_chat_id"): we follow it and remember.
import { type DispatchChatMoved, dispatchChatStream } from "../../domain/messages/events.ts";
import { SYSTEM } from "../../domain/shared/event.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { Alerts } from "../alerts.ts";

export interface DispatchChat {
  /** Where messages to the dispatchers go. */
  readonly id: string;
  /** Whether it is the dispatchers' chat, under its present id or one it had. */
  includes(chatId: string): boolean;
  /** Learns where it has moved to before this start. */
  load(): Promise<void>;
  /** It has moved: what is sent from here on goes to the new id, after a restart too. */
  follow(movedTo: string): Promise<void>;
  /** Telegram took a message for it. */
  answered(): void;
  /** Telegram did not, for a reason that is the operators' to mend. */
  unreachable(error: string): void;
  /** Telegram refused a message for good, for what is in it: the dispatchers will not see it. */
  lost(messageId: string, error: string): void;
}

export function createDispatchChat({ id: configured, alarm, log, clock, newId }: {
  id: string;
  alarm: Alerts["alarm"];
  log: Pick<EventLog, "append" | "readStream">;
  clock: Clock;
  newId: NewId;
}): DispatchChat {
  const stream = dispatchChatStream(configured);
  const known = new Set([configured]);
  let id = configured;
  let told = false;

  function go(to: string): void {
    known.add(to);
    id = to;
  }

  return {
    get id() {
      return id;
    },
    includes: (chatId) => known.has(chatId),
    async load() {
      for (const { data } of await log.readStream(stream)) go(String(data["to"]));
    },
    async follow(to) {
      if (id === to) return;
      const moved: DispatchChatMoved = { type: "DispatchChatMoved", data: { from: id, to } };
      await log.append({
        commandId: `dispatch-chat-moved-${id}-${to}`,
        streams: [{ streamId: stream, expectedVersion: "any", events: [moved] }],
        meta: { at: new Date(clock()).toISOString(), actor: SYSTEM, correlationId: newId() },
      });
      go(to);
      alarm(`the dispatchers' chat has moved and we follow it: set DISPATCH_CHAT_ID to ${to}`, {
        chatId: to,
      });
    },
    answered() {
      told = false;
    },
    unreachable(error) {
      if (told) return;
      told = true;
      const todo = "add the bot to it or correct DISPATCH_CHAT_ID";
      alarm(`the dispatchers' chat cannot be reached: ${todo}`, { chatId: id, error });
    },
    lost: (messageId, error) => alarm("a message to the dispatchers was refused", { messageId, error }),
  };
}
