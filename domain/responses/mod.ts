// Responses: a driver answers a load, dispatchers decide, everybody sees the same story (contracts 4.1, 4.2).
import type { Access } from "../access/mod.ts";
import { CargoSnapshot } from "../freight/cargo.ts";
import type { Freight } from "../freight/mod.ts";
import type { Execute, Origin } from "../shared/origin.ts";
import {
  parseResponseId,
  type RatingForm,
  type RespondForm,
  type ResponseCommand,
  type ResponseRef,
  responseRef,
  responseStream,
} from "./commands.ts";
import { responseDecider } from "./decide.ts";
import type { ResponseView } from "./open.ts";
import type { ResponseRefusal } from "./outcome.ts";
import { createReading, type ResponseReading, type ResponseReadingPorts } from "./reading.ts";

export type { ResponseView } from "./open.ts";
export type { Badge } from "./reading.ts";

export type Refused<R extends string> = { readonly refused: R };
type RespondRefusal =
  | ResponseRefusal
  | "unauthenticated"
  | "subscription_required"
  | "cargo_not_found"
  | "cargotech_unavailable";
type Changed = ResponseView | Refused<ResponseRefusal>;

export interface Responses extends ResponseReading {
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
  withdraw(driverId: number, responseId: string, origin: Origin): Promise<Changed>;
  rate(driverId: number, responseId: string, form: RatingForm, origin: Origin): Promise<Changed>;
  accept(responseId: string, origin: Origin): Promise<Changed>;
  reject(responseId: string, origin: Origin): Promise<Changed>;
  complete(responseId: string, origin: Origin): Promise<Changed>;
  /** Notes that a dispatcher took a look; nothing once it is seen or decided. */
  see(responseId: string, origin: Origin): Promise<Changed>;
  /** Says something to the driver; the same `noteId` twice says it once. Refused when there is nobody to hear it. */
  note(
    responseId: string,
    note: { readonly noteId: string; readonly text: string },
    origin: Origin,
  ): Promise<Changed | Refused<"driver_forgotten">>;
}

export interface ResponsePorts extends ResponseReadingPorts {
  readonly execute: Execute;
  readonly freight: Freight;
  /** Whether the driver has signed in and has not been forgotten since. */
  readonly isKnown: (driverId: number) => Promise<boolean>;
  /** Whether the driver may answer loads right now. */
  readonly access: (driverId: number) => Promise<Access>;
}

export function createResponses(ports: ResponsePorts): Responses {
  const { execute, view, freight, isKnown, access } = ports;
  const reading = createReading(ports);

  async function obey(ref: ResponseRef, command: ResponseCommand, origin: Origin) {
    const handled = await execute(responseDecider, responseStream(ref), command, origin);
    if ("refused" in handled) return handled;
    await view.reached(handled.position);
    return { response: (await reading.find(ref.responseId))!, created: handled.ok.length > 0 };
  }

  async function change(responseId: string, command: ResponseCommand, origin: Origin, driverId?: number) {
    const ref = parseResponseId(responseId);
    if (!ref || (driverId !== undefined && ref.driverId !== driverId)) {
      return { refused: "response_not_found" } as const;
    }
    const outcome = await obey(ref, command, origin);
    return "refused" in outcome ? outcome : outcome.response;
  }

  return {
    ...reading,
    async respond(driverId, cargoId, form, origin) {
      const ref = responseRef(driverId, cargoId);
      const before = await reading.find(ref.responseId);
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
  };
}
