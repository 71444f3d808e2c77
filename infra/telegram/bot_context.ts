// What the bot's features know of an update beyond grammY's own context.
import { type Api, Context } from "grammy";
import type { Update, UserFromGetMe } from "grammy/types";
import type { App } from "../../domain/app.ts";
import { messageTo } from "../../domain/messages/kinds.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Origin } from "../../domain/shared/origin.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { NewMessage } from "../../domain/shared/queue.ts";
import type { Logger } from "../logger.ts";

export interface BotDeps {
  readonly api: Api;
  readonly me: UserFromGetMe;
  readonly app: App;
  /** Decisions count only when they come from this chat. */
  readonly dispatchChatId: string;
  readonly log: Pick<EventLog, "append">;
  readonly clock: Clock;
  readonly logger: Logger;
}

export class BotContext extends Context {
  /** Messages this update leads to; committed together when it is done. */
  readonly outbox: NewMessage[] = [];
  readonly app: App;
  readonly dispatchChatId: string;
  readonly log: BotDeps["log"];
  readonly clock: Clock;
  readonly logger: Logger;

  constructor(update: Update, deps: BotDeps, readonly correlationId: string) {
    super(update, deps.api, deps.me);
    this.app = deps.app;
    this.dispatchChatId = deps.dispatchChatId;
    this.log = deps.log;
    this.clock = deps.clock;
    this.logger = deps.logger;
  }

  /** The presser of a dispatchers' button, as the cause of events. */
  get origin(): Origin {
    const id = String(this.from?.id ?? 0);
    const name = [this.from?.first_name, this.from?.last_name].filter(Boolean).join(" ");
    return { actor: { kind: "dispatcher", id, ...(name && { name }) }, correlationId: this.correlationId };
  }

  /** Answers the chat; `about` chooses the words when the message leaves. */
  answer(about: string, extra: Readonly<Record<string, unknown>> = {}): void {
    if (!this.chat) return;
    this.outbox.push(
      messageTo(String(this.chat.id), "reply", String(this.update.update_id), { about, ...extra }),
    );
  }
}
