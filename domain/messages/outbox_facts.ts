// What the log knows of messages to people: those that were sent, and those nobody was there for.
import type { History } from "../history/mod.ts";
import type { DomainEvent, StoredEvent } from "../shared/event.ts";
import type { MessageCancelled, MessageSent } from "./events.ts";
import type { OutboxPlace } from "./outbox_page.ts";
import type { OutboxMessage } from "./ports.ts";

/** A message of a list, and where the list stands when it has been told. */
export interface Placed {
  readonly message: OutboxMessage;
  /** What lists are sorted by, newest first. */
  readonly at: string;
  readonly place: OutboxPlace;
}

const FACTS_AT_ONCE = 100;

/** Newest first, from before a position; read as they are consumed. */
export async function* facts(
  { history }: { readonly history: Pick<History, "newest"> },
  status: "sent" | "skipped",
  last: number | undefined,
): AsyncGenerator<Placed> {
  const type = status === "sent" ? "MessageSent" : "MessageCancelled";
  for (let before = last;;) {
    const events = await history.newest({
      type,
      ...(before !== undefined && { before }),
      limit: FACTS_AT_ONCE,
    });
    for (const event of events) {
      before = event.position;
      const message = status === "sent" ? sentMessage(event) : skippedMessage(event);
      if (message !== null) yield { message, at: message.at, place: { [status]: event.position } };
    }
    if (events.length < FACTS_AT_ONCE) return;
  }
}

/** Null for what a person has cancelled, or what was for somebody forgotten. */
function skippedMessage(event: StoredEvent<DomainEvent>): OutboxMessage | null {
  const { messageId, kind, chatId, reason } = event.data as MessageCancelled["data"];
  if (reason !== "unreachable") return null;
  return { id: messageId, chatId, kind, status: "skipped", attempts: 0, at: event.meta.at };
}

function sentMessage(event: StoredEvent<DomainEvent>): OutboxMessage {
  const { messageId, kind, chatId, attempts = 1 } = event.data as MessageSent["data"];
  return { id: messageId, chatId, kind, status: "sent", attempts, at: event.meta.at };
}
