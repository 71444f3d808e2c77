// Responses: a driver answers a load, dispatchers decide, everybody sees the same story (contracts 4.1, 4.2).
import type { Card } from "../freight/cargo.ts";
import type { Freight } from "../freight/mod.ts";
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
import { type ResponseChange, responseChanges } from "./live.ts";
import { openResponse } from "./open.ts";
import type { ResponseRow, ResponseStatus, TimelineEntry } from "./view.ts";

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
}

export type Badge = { readonly id: string; readonly status: ResponseStatus };
export type Refused<R extends string> = { readonly refused: R };
type RespondRefusal = ResponseRefusal | "unauthenticated" | "cargo_not_found" | "cargotech_unavailable";

export interface Responses {
  /** `created` is false when the driver had answered this load before: then it is the same response again. */
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
  /** A driver's responses, newest first. */
  of(driverId: number): Promise<ResponseView[]>;
  /** Any driver's response, for dispatchers; null when there is none. */
  find(responseId: string): Promise<ResponseView | null>;
  /** Null when there is none, or when it is another driver's. */
  one(driverId: number, responseId: string): Promise<ResponseView | null>;
  /** The response on each load the driver has answered, by load id. */
  badges(driverId: number): Promise<ReadonlyMap<string, Badge>>;
  /** Every change of a driver's responses after a position, then those to come until the signal aborts. */
  changes(driverId: number, range: { after: number; signal: AbortSignal }): AsyncIterable<ResponseChange>;
  /** Where to follow from to see again what changed since a moment (ISO 8601 UTC); null when nothing did. */
  beforeChangesSince(driverId: number, since: string): Promise<number | null>;
  /** The loads with the driver's own responses laid over them. */
  badged<C extends Card>(driverId: number, cards: readonly C[]): Promise<C[]>;
}

export function createResponses(
  ports: {
    execute: Execute;
    view: View<ResponseRow>;
    vault: Vault;
    freight: Freight;
    /** Whether the driver has signed in and has not been forgotten since. */
    isKnown: (driverId: number) => Promise<boolean>;
    log: Pick<EventLog, "tail" | "readStream">;
  },
): Responses {
  const { execute, view, vault, freight, isKnown, log } = ports;

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
    async of(driverId) {
      const rows = await view.list([driverId]);
      const newestFirst = rows.map(({ row }) => row).sort((a, b) => startedAt(b).localeCompare(startedAt(a)));
      return await Promise.all(newestFirst.map((row) => openResponse(row, vault)));
    },
    async find(responseId) {
      const ref = parseResponseId(responseId);
      return ref && await read(ref);
    },
    async one(driverId, responseId) {
      const ref = parseResponseId(responseId);
      return ref?.driverId === driverId ? await read(ref) : null;
    },
    changes: (driverId, range) => responseChanges({ log, view }, driverId, range),
    async beforeChangesSince(driverId, since) {
      const rows = await view.list([driverId]);
      const changed = rows.filter(({ row }) => (row.timeline.at(-1)?.at ?? "") >= since).map(({ row }) =>
        row.position
      );
      return changed.length === 0 ? null : Math.min(...changed) - 1;
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
