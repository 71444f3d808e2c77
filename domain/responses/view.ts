// What a driver sees of a response: its status, its story with times, and the load as it was then.
import type { CargoSnapshot } from "../freight/cargo.ts";
import { type StoredEvent, typesOf } from "../shared/event.ts";
import type { Money } from "../shared/money.ts";
import type { Projection, RowKey } from "../shared/projection.ts";
import { responseStream } from "./commands.ts";
import { type ResponseEvent, responseEvents } from "./events.ts";
import type { ResponseStatus } from "./timeline.ts";

/** A conversation belongs in a chat: more notes than this are not shown. */
const MOST_NOTES = 20;

/** A row of the projection: phone, name, comments and actors' names are sealed. */
export interface ResponseRow {
  readonly responseId: string;
  readonly driverId: number;
  readonly cargoId: string;
  readonly status: ResponseStatus;
  readonly timeline: readonly {
    status: ResponseStatus;
    at: string;
    actor?: { id?: string; name?: string | null };
  }[];
  readonly cargo: CargoSnapshot;
  readonly phone: string | null;
  readonly name: string | null;
  readonly comment?: string | null;
  readonly offeredPrice?: Money;
  readonly rating?: { readonly stars: number };
  /** What dispatchers said to the driver, oldest first, the newest ones only. */
  readonly notes?: readonly {
    readonly noteId: string;
    readonly at: string;
    readonly note: string | null;
    readonly actor?: { id?: string; name?: string | null };
  }[];
  /** Telegram's ids of the message the dispatchers have. */
  readonly message?: { readonly chatId: string; readonly messageId: number };
  /** Position of the newest event folded in. */
  readonly position: number;
}

const types = typesOf(responseEvents);

/** Rows at [driverId, responseId]. */
export const responses: Projection<ResponseRow> = {
  name: "responses",
  version: 1,
  keys: (event) => types.has(event.type) ? [keyOf(event as StoredEvent<ResponseEvent>)] : [],
  streams: ([, responseId]) => [responseStream({ responseId: String(responseId) })],
  fold: (row, event) => foldResponse(row, event as StoredEvent<ResponseEvent>),
};

function keyOf({ data }: StoredEvent<ResponseEvent>): RowKey {
  return [data.driverId, data.responseId];
}

export function foldResponse(
  row: ResponseRow | null,
  stored: StoredEvent<ResponseEvent>,
): ResponseRow | null {
  const { type, data } = stored as ResponseEvent;
  const position = stored.position;
  if (type === "CargoResponded") {
    const { responseId, driverId, cargoId, cargo, phone, name, comment, offeredPrice } = data;
    return {
      responseId,
      driverId,
      cargoId,
      cargo,
      phone,
      name,
      ...(comment !== undefined && { comment }),
      ...(offeredPrice && { offeredPrice }),
      ...told(stored, "sent", []),
      position,
    };
  }
  if (!row) return null;
  switch (type) {
    case "ResponseDelivered": {
      const message = { chatId: data.chatId, messageId: data.messageId };
      return row.status === "sent"
        ? { ...row, ...told(stored, "delivered", row.timeline), message, position }
        : { ...row, message, position };
    }
    case "ResponseSeen":
      return { ...row, ...told(stored, "seen", row.timeline), position };
    case "DispatcherNoted": {
      const { noteId, note } = data;
      const noted = { noteId, at: stored.meta.at, note, ...actorOf(stored) };
      return { ...row, notes: [...row.notes ?? [], noted].slice(-MOST_NOTES), position };
    }
    case "ResponseAccepted":
      return { ...row, ...told(stored, "accepted", row.timeline), position };
    case "ResponseRejected":
      return { ...row, ...told(stored, "rejected", row.timeline), position };
    case "ResponseCompleted":
      return { ...row, ...told(stored, "completed", row.timeline), position };
    case "ResponseWithdrawn":
      return { ...row, ...told(stored, "withdrawn", row.timeline), position };
    case "CargoRated":
      return { ...row, rating: { stars: data.stars }, position };
  }
}

function told(stored: StoredEvent, status: ResponseStatus, before: ResponseRow["timeline"]) {
  return { status, timeline: [...before, { status, at: stored.meta.at, ...actorOf(stored) }] };
}

/** Who decided or spoke, when it was one of the staff. */
function actorOf({ meta }: StoredEvent): { actor?: { id?: string; name?: string | null } } {
  const { kind, id, name } = meta.actor;
  if (kind !== "dispatcher" && kind !== "staff") return {};
  return { actor: { ...(id !== undefined && { id }), ...(name !== undefined && { name }) } };
}
