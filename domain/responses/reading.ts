// What is told of responses: to their driver, to dispatchers, and as badges on the loads they answer.
import type { Card } from "../freight/cargo.ts";
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { Vault } from "../shared/ports.ts";
import type { View } from "../shared/projection.ts";
import { parseResponseId, type ResponseRef } from "./commands.ts";
import { type ResponseChange, responseChange } from "./live.ts";
import { openResponse, type ResponseView } from "./open.ts";
import type { ConfirmationRow, PostedRow } from "./posted.ts";
import type { ResponseStatus } from "./timeline.ts";
import type { ResponseRow } from "./view.ts";

export type Badge = { readonly id: string; readonly status: ResponseStatus };

export interface ResponseReading {
  /** A driver's responses, newest first. */
  of(driverId: number): Promise<ResponseView[]>;
  /** Any driver's response, for dispatchers; null when there is none. */
  find(responseId: string): Promise<ResponseView | null>;
  /** The response a message of the dispatchers stands for, by Telegram's ids; null when it stands for none. */
  shownIn(chatId: string, messageId: number): Promise<ResponseView | null>;
  /** Telegram's id of the message that confirmed the response to its driver; null when there is none known. */
  confirmation(responseId: string): Promise<number | null>;
  /** Null when there is none, or when it is another driver's. */
  one(driverId: number, responseId: string): Promise<ResponseView | null>;
  /** The response on each load the driver has answered, by load id. */
  badges(driverId: number): Promise<ReadonlyMap<string, Badge>>;
  /** What an event changes of the driver's responses, once the view shows it; null when it is about anything else. */
  changeIn(driverId: number, event: StoredEvent): Promise<ResponseChange | null>;
  /** Positions of the newest changes of the driver's responses that changed since a moment (ISO 8601 UTC). */
  changedSince(driverId: number, since: string): Promise<number[]>;
  /** The loads with the driver's own responses laid over them. */
  badged<C extends Card>(driverId: number, cards: readonly C[]): Promise<C[]>;
}

export interface ResponseReadingPorts {
  readonly view: View<ResponseRow>;
  readonly posted: View<PostedRow>;
  readonly confirmations: View<ConfirmationRow>;
  readonly vault: Vault;
  readonly log: Pick<EventLog, "readStream">;
}

export function createReading(
  { view, posted, confirmations, vault, log }: ResponseReadingPorts,
): ResponseReading {
  async function read(ref: ResponseRef | null): Promise<ResponseView | null> {
    const row = ref && await view.get([ref.driverId, ref.responseId]);
    return row && await openResponse(row, vault);
  }

  async function rowsOf(driverId: number): Promise<ResponseRow[]> {
    return (await view.list([driverId])).map(({ row }) => row);
  }

  async function badges(driverId: number): Promise<Map<string, Badge>> {
    const rows = await rowsOf(driverId);
    return new Map(rows.map(({ cargoId, responseId, status }) => [cargoId, { id: responseId, status }]));
  }

  return {
    async of(driverId) {
      const rows = await rowsOf(driverId);
      const newestFirst = rows.sort((a, b) => startedAt(b).localeCompare(startedAt(a)));
      return await Promise.all(newestFirst.map((row) => openResponse(row, vault)));
    },
    find: (responseId) => read(parseResponseId(responseId)),
    async shownIn(chatId, messageId) {
      const row = await posted.get([chatId, messageId]);
      return row && await read(parseResponseId(row.responseId));
    },
    async confirmation(responseId) {
      return (await confirmations.get([responseId]))?.messageId ?? null;
    },
    async one(driverId, responseId) {
      const ref = parseResponseId(responseId);
      return ref?.driverId === driverId ? await read(ref) : null;
    },
    badges,
    changeIn: (driverId, event) => responseChange({ log, view }, driverId, event),
    async changedSince(driverId, since) {
      const changed = (await rowsOf(driverId)).filter(({ timeline }) => (timeline.at(-1)?.at ?? "") >= since);
      return changed.map(({ position }) => position);
    },
    async badged(driverId, cards) {
      const known = await badges(driverId);
      return known.size === 0 ? [...cards] : cards.map((card) => withBadge(card, known.get(card.id)));
    },
  };
}

function withBadge<C extends Card>(card: C, response: Badge | undefined): C {
  return response ? { ...card, response } : card;
}

function startedAt(row: ResponseRow): string {
  return row.timeline[0]?.at ?? "";
}
