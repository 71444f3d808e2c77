// What the bot's features know of an update beyond grammY's own context.
import { type Api, Context } from "grammy";
import type { Update, UserFromGetMe } from "grammy/types";
import type { App } from "../../domain/app.ts";
import { messageTo } from "../../domain/messages/kinds.ts";
import type { Reactions } from "../../domain/processes/mod.ts";
import type { EventLog, StreamAppend } from "../../domain/shared/event_log.ts";
import type { Origin } from "../../domain/shared/origin.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { NewMessage } from "../../domain/shared/queue.ts";
import type { NoteAnswer } from "../../texts/bot_dispatch.ts";
import type { Alerts } from "../alerts.ts";
import type { Logger } from "../logger.ts";
import type { DispatchChat } from "./dispatch_chat.ts";

export interface BotDeps {
  readonly api: Api;
  readonly me: UserFromGetMe;
  readonly app: App;
  /** Decisions and notes count only when they come from this chat. */
  readonly dispatchChat: Pick<DispatchChat, "id" | "includes" | "follow">;
  readonly log: Pick<EventLog, "append">;
  readonly reactions: Reactions;
  readonly clock: Clock;
  readonly logger: Logger;
  /** For what the operators have to look at. */
  readonly alarm: Alerts["alarm"];
}

export class BotContext extends Context {
  /** Messages and facts this update leads to; committed together when it is done. */
  readonly outbox: NewMessage[] = [];
  readonly facts: StreamAppend[] = [];

  constructor(update: Update, readonly deps: BotDeps, readonly correlationId: string) {
    super(update, deps.api, deps.me);
  }

  get app(): App {
    return this.deps.app;
  }

  get clock(): Clock {
    return this.deps.clock;
  }

  get logger(): Logger {
    return this.deps.logger;
  }

  get isFromDispatchers(): boolean {
    return this.deps.dispatchChat.includes(String(this.chat?.id));
  }

  /** The person of the dispatchers' chat, as the cause of events. */
  get origin(): Origin {
    const id = String(this.from?.id ?? 0);
    const name = [this.from?.first_name, this.from?.last_name].filter(Boolean).join(" ");
    return { actor: { kind: "dispatcher", id, ...(name && { name }) }, correlationId: this.correlationId };
  }

  /** Answers the private chat; `about` chooses the words when the message leaves. */
  answer(about: string, extra: Readonly<Record<string, unknown>> = {}): void {
    if (!this.chat) return;
    this.outbox.push(
      messageTo(String(this.chat.id), "reply", String(this.update.update_id), { about, ...extra }),
    );
  }

  /** Answers a message of the dispatchers' chat. */
  answerDispatcher(about: NoteAnswer, to: number): void {
    const id = String(this.update.update_id);
    this.outbox.push(messageTo(this.deps.dispatchChat.id, "dispatcher_answer", id, { about, to }));
  }
}
