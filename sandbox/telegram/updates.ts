// The bot's updates: numbered, kept until confirmed, handed out by long polling. Webhooks take from the same queue.
import { ApiError } from "./api_error.ts";
import type { Update } from "./types.ts";

const FIRST_UPDATE_ID = 870_000_001;
/** What Telegram leaves out unless asked. */
const NOT_BY_DEFAULT = new Set(["chat_member", "message_reaction", "message_reaction_count"]);

export class UpdateQueue {
  /** Kinds the bot asked for; null is the default set. */
  allowed: readonly string[] | null = null;
  /** Called when something was queued. */
  onQueued: () => void = () => {};
  #pending: Update[] = [];
  #nextId = FIRST_UPDATE_ID;
  #endWaiting: ((superseded: boolean) => void) | undefined;

  push(kind: string, payload: unknown): void {
    const wanted = this.allowed ? this.allowed.includes(kind) : !NOT_BY_DEFAULT.has(kind);
    if (!wanted) return;
    this.#pending.push({ update_id: this.#nextId++, [kind]: payload });
    this.#endWaiting?.(false);
    this.onQueued();
  }

  get size(): number {
    return this.#pending.length;
  }

  first(): Update | undefined {
    return this.#pending[0];
  }

  /** Forgets every update below `updateId`. */
  confirmBelow(updateId: number): void {
    this.#pending = this.#pending.filter((update) => update.update_id >= updateId);
  }

  clear(): void {
    this.#pending = [];
  }

  /**
   * Updates from `offset` on, waiting up to `timeoutSeconds` for the first. A negative offset counts from the end.
   * @throws {ApiError} 409 when another poll begins meanwhile, as the later one wins.
   */
  async poll(offset: number, limit: number, timeoutSeconds: number): Promise<Update[]> {
    this.#endWaiting?.(true);
    if (offset < 0) this.#pending = this.#pending.slice(offset);
    else this.confirmBelow(offset);
    if (this.#pending.length === 0 && timeoutSeconds > 0 && await this.#wait(timeoutSeconds)) {
      throw new ApiError(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
      );
    }
    return this.#pending.slice(0, limit);
  }

  /** Ends a waiting poll with nothing. */
  stop(): void {
    this.#endWaiting?.(false);
  }

  /** Resolves to true when a later poll took over. */
  #wait(seconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (superseded: boolean) => {
        clearTimeout(timer);
        this.#endWaiting = undefined;
        resolve(superseded);
      };
      const timer = setTimeout(() => end(false), seconds * 1000);
      this.#endWaiting = end;
    });
  }
}
