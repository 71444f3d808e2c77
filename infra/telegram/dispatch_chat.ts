// The dispatchers' chat, and whether it takes messages: when it does not, the operators hear of it once.

export interface DispatchChat {
  readonly id: string;
  /** Telegram took a message for it. */
  answered(): void;
  /** Telegram did not, for a reason that is the operators' to mend. `movedTo`: the chat's new id, where it has one. */
  unreachable(error: string, movedTo?: string): void;
  /** Telegram refused a message for good, for what is in it: the dispatchers will not see it. */
  lost(messageId: string, error: string): void;
}

export function createDispatchChat(
  { id, alarm }: { id: string; alarm: (message: string, fields: Readonly<Record<string, unknown>>) => void },
): DispatchChat {
  let told = false;
  return {
    id,
    answered() {
      told = false;
    },
    unreachable(error, movedTo) {
      if (told) return;
      told = true;
      const todo = movedTo === undefined
        ? "add the bot to it or correct DISPATCH_CHAT_ID"
        : `it has moved, set DISPATCH_CHAT_ID to ${movedTo}`;
      alarm(`the dispatchers' chat cannot be reached: ${todo}`, { chatId: id, error });
    },
    lost: (messageId, error) => alarm("a message to the dispatchers was refused", { messageId, error }),
  };
}
