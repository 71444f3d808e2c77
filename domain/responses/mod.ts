// Responses: a driver answers a load, dispatchers decide, everybody sees the same story (contracts 4.1, 4.2).
import type { Access } from "../access/mod.ts";
import type { Card } from "../freight/cargo.ts";
import type { Freight } from "../freight/mod.ts";
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { Money } from "../shared/money.ts";
import type { Execute, Origin } from "../shared/origin.ts";
import type { Vault } from "../shared/ports.ts";
import type { View } from "../shared/projection.ts";
import {
  parseResponseId,
  type RatingForm,
  type RespondForm,
  type ResponseCommand,
  type ResponseRef,
  responseRef,
  responseStream,
} from "./commands.ts";
import { responseDecider, type ResponseRefusal } from "./decide.ts";
import { CargoSnapshot } from "./events.ts";
import { type ResponseChange, responseChange } from "./live.ts";
import { openResponse } from "./open.ts";
import type { ConfirmationRow, PostedRow } from "./posted.ts";
import type { Note, ResponseRow, ResponseStatus, TimelineEntry } from "./view.ts";

export type { ResponseRefusal } from "./decide.ts";

/** A response in clear text, for its driver, the dispatchers and admins. */
export interface ResponseView {
  readonly responseId: string;
  readonly driverId: number;
  readonly cargoId: string;
  readonly status: ResponseStatus;
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** The load as it was when the driver answered. */
  readonly cargo: CargoSnapshot;
  /** "" once the driver is forgotten. */
  readonly phone: string;
  readonly name: string;
  readonly comment?: string;
  readonly offeredPrice?: Money;
  readonly rating?: { readonly stars: number };
  readonly message?: { readonly chatId: string; readonly messageId: number };
  /** What dispatchers said to the driver, oldest first. */
  readonly notes?: readonly Note[];
}

export type Badge = { readonly id: string; readonly status: ResponseStatus };
export type Refused<R extends string> = { readonly refused: R };
type RespondRefusal =
  | ResponseRefusal
  | "unauthenticated"
  | "subscription_required"
  | "cargo_not_found"
  | "cargotech_unavailable";

export interface Responses {
  /**
   * `created` is false when the driver had answered this load before: then it is the same response again. Every door
   * (API, page, bot) answers loads through here: what a driver may do is for this one place to ask.
   */
  respond(
    driverId: number,
    cargoId: string,
    form: RespondForm,
    origin: Origin,
  ): Promise<{ response: ResponseView; created: boolean } | Refused<RespondRefusal>>;
  withdraw(
    driverId: number,
    responseId: string,
    origin: Origin,
  ): Promise<ResponseView | Refused<ResponseRefusal>>;
  rate(
    driverId: number,
    responseId: string,
    form: RatingForm,
    origin: Origin,
  ): Promise<ResponseView | Refused<ResponseRefusal>>;
  accept(responseId: string, origin: Origin): Promise<ResponseView | Refused<ResponseRefusal>>;
  reject(responseId: string, origin: Origin): Promise<ResponseView | Refused<ResponseRefusal>>;
  complete(responseId: string, origin: Origin): Promise<ResponseView | Refused<ResponseRefusal>>;
  /** Notes that a dispatcher took a look; nothing once it is seen or decided. */
  see(responseId: string, origin: Origin): Promise<ResponseView | Refused<ResponseRefusal>>;
  /** Says something to the driver; the same `noteId` twice says it once. Refused when there is nobody to hear it. */
  note(
    responseId: string,
    note: { readonly noteId: string; readonly text: string },
    origin: Origin,
  ): Promise<ResponseView | Refused<ResponseRefusal | "driver_forgotten">>;
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

export function createResponses(
  ports: {
    execute: Execute;
    view: View<ResponseRow>;
    posted: View<PostedRow>;
    confirmations: View<ConfirmationRow>;
    vault: Vault;
    freight: Freight;
    /** Whether the driver has signed in and has not been forgotten since. */
    isKnown: (driverId: number) => Promise<boolean>;
    /** Whether the driver may answer loads right now. */
    access: (driverId: number) => Promise<Access>;
    log: Pick<EventLog, "readStream">;
  },
): Responses {
  const { execute, view, posted, confirmations, vault, freight, isKnown, access, log } = ports;

  async function read(ref: ResponseRef): Promise<ResponseView | null> {
    const row = await view.get([ref.driverId, ref.responseId]);
    return row && await openResponse(row, vault);
  }

  async function obey(ref: ResponseRef, command: ResponseCommand, origin: Origin) {
    const handled = await execute(responseDecider, responseStream(ref), command, origin);
    if ("refused" in handled) return handled;
    await view.reached(handled.position);
    return { response: (await read(ref))!, created: handled.ok.length > 0 };
  }

  async function change(responseId: string, command: ResponseCommand, origin: Origin, driverId?: number) {
    const ref = parseResponseId(responseId);
    if (!ref || (driverId !== undefined && ref.driverId !== driverId)) {
      return { refused: "response_not_found" } as const;
    }
    const outcome = await obey(ref, command, origin);
    return "refused" in outcome ? outcome : outcome.response;
  }

  async function badges(driverId: number): Promise<Map<string, Badge>> {
    const rows = await view.list([driverId]);
    return new Map(rows.map(({ row }) => [row.cargoId, { id: row.responseId, status: row.status }]));
  }

  return {
    async respond(driverId, cargoId, form, origin) {
      const ref = responseRef(driverId, cargoId);
      const before = await read(ref);
      if (before?.status === "withdrawn") return { refused: "response_withdrawn" };
      if (before) return { response: before, created: false };
      if (!(await access(driverId)).allowed) return { refused: "subscription_required" };
      const found = await freight.detail(cargoId);
      if ("refused" in found) return found;
      const cargo = CargoSnapshot.parse(found.data);
      // The exchange may have taken its time: a driver who was forgotten meanwhile has nothing more to say.
      if (!await isKnown(driverId)) return { refused: "unauthenticated" };
      return await obey(ref, { type: "RespondToCargo", ...ref, form, cargo }, origin);
    },
    withdraw: (driverId, id, origin) => change(id, { type: "WithdrawResponse" }, origin, driverId),
    rate: (driverId, id, form, origin) => change(id, { type: "RateCargo", form }, origin, driverId),
    accept: (id, origin) => change(id, { type: "AcceptResponse" }, origin),
    reject: (id, origin) => change(id, { type: "RejectResponse" }, origin),
    complete: (id, origin) => change(id, { type: "CompleteResponse" }, origin),
    see: (id, origin) => change(id, { type: "SeeResponse" }, origin),
    async note(id, { noteId, text }, origin) {
      const driverId = parseResponseId(id)?.driverId;
      if (driverId !== undefined && !await isKnown(driverId)) return { refused: "driver_forgotten" };
      const command = { type: "NoteToDriver", noteId, note: text } as const;
      return await change(id, command, { ...origin, commandId: `note-${noteId}` });
    },
    async of(driverId) {
      const rows = await view.list([driverId]);
      const newestFirst = rows.map(({ row }) => row).sort((a, b) => startedAt(b).localeCompare(startedAt(a)));
      return await Promise.all(newestFirst.map((row) => openResponse(row, vault)));
    },
    async find(responseId) {
      const ref = parseResponseId(responseId);
      return ref && await read(ref);
    },
    async shownIn(chatId, messageId) {
      const row = await posted.get([chatId, messageId]);
      const ref = row && parseResponseId(row.responseId);
      return ref && await read(ref);
    },
    async confirmation(responseId) {
      return (await confirmations.get([responseId]))?.messageId ?? null;
    },
    async one(driverId, responseId) {
      const ref = parseResponseId(responseId);
      return ref?.driverId === driverId ? await read(ref) : null;
    },
    changeIn: (driverId, event) => responseChange({ log, view }, driverId, event),
    async changedSince(driverId, since) {
      const rows = (await view.list([driverId])).map(({ row }) => row);
      return rows.filter(({ timeline }) => (timeline.at(-1)?.at ?? "") >= since).map(({ position }) =>
        position
      );
    },
    badges,
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
