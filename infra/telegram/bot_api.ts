// The Bot API as outcomes: they did it, they said no, we never reached them, or nobody can tell.
import { Api, GrammyError, HttpError } from "grammy";

/** One call of the Bot API: the method by its name, its parameters as Telegram names them. */
export interface BotCall {
  readonly method: "sendMessage" | "editMessageText";
  readonly payload: Readonly<Record<string, unknown>> & { readonly chat_id: string };
}

export type BotOutcome =
  | { readonly done: { readonly messageId?: number } }
  /** 429: nothing was done; seconds to wait. */
  | { readonly slowDown: number }
  /** Telegram answered no and will not change its mind. */
  | { readonly refused: string }
  /** The chat takes nothing from us: there is none, or we were removed or blocked. `movedTo`: its id from now on. */
  | { readonly unreachable: string; readonly movedTo?: string }
  /** The message to edit is not there any more. */
  | { readonly gone: string }
  /** Telegram does not know our token: a matter for the operators, not for this message. */
  | { readonly unauthorized: string }
  /** Nothing was done, trying again is safe. */
  | { readonly failed: string }
  /** It may or may not have happened. */
  | { readonly unknown: string };

/** Seconds we wait for Telegram: long, because giving up leaves an outcome nobody knows. */
const TIMEOUT_SECONDS = 30;

export function createApi(botToken: string, apiRoot: string): Api {
  return new Api(botToken, { apiRoot, timeoutSeconds: TIMEOUT_SECONDS });
}

/** Makes the call once. Never throws on what the Bot API or the network does. */
export async function callBot(api: Api, { method, payload }: BotCall): Promise<BotOutcome> {
  try {
    const raw = api.raw as unknown as Record<string, (payload: object) => Promise<unknown>>;
    const result = await raw[method]!(payload);
    return { done: messageIdOf(result) };
  } catch (error) {
    if (error instanceof GrammyError) return refusalOf(error);
    if (error instanceof HttpError) return networkOutcome(error);
    throw error;
  }
}

function messageIdOf(result: unknown): { messageId?: number } {
  const id = (result as { message_id?: unknown } | null)?.message_id;
  return typeof id === "number" ? { messageId: id } : {};
}

function refusalOf({ error_code, description, parameters }: GrammyError): BotOutcome {
  if (error_code === 429) return { slowDown: parameters.retry_after ?? 1 };
  if (error_code === 400 && description.includes("message is not modified")) return { done: {} };
  const text = `${error_code} ${description}`;
  // A token that was revoked is answered with 401, one that never was a token with 404.
  if (error_code === 401 || error_code === 404) return { unauthorized: text };
  if (error_code >= 500) return { failed: text };
  const movedTo = parameters.migrate_to_chat_id;
  if (movedTo !== undefined) return { unreachable: text, movedTo: String(movedTo) };
  if (error_code === 403 || NO_SUCH_CHAT.test(description)) return { unreachable: text };
  return NOT_EDITABLE.test(description) ? { gone: text } : { refused: text };
}

/** Descriptions are all the Bot API has to tell its 400s apart (telegram-bot-api, "Client.cpp"). */
const NO_SUCH_CHAT =
  /chat not found|group chat was (upgraded|deactivated)|CHAT_WRITE_FORBIDDEN|not enough rights to send|have no rights to send|PEER_ID_INVALID/i;
const NOT_EDITABLE = /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i;

/** What the runtime says of a request that never left: no name, no connection (hyper's "Connect" errors). */
const NEVER_CONNECTED = /\(Connect\)|dns error|Connection refused/;

function networkOutcome(error: HttpError): BotOutcome {
  const cause = error.error instanceof Error ? error.error : null;
  const text = `${cause?.message} ${cause?.cause instanceof Error ? cause.cause.message : ""}`;
  if (NEVER_CONNECTED.test(text)) return { failed: "Bot API cannot be reached" };
  return { unknown: /timed out/.test(text) ? "no answer in time" : "connection lost before the answer" };
}
