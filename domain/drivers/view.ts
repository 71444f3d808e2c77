// What we know of a driver, to greet them and to fill in the next answer.
import { CargoResponded } from "../responses/events.ts";
import { type StoredEvent, typesOf } from "../shared/event.ts";
import type { Projection } from "../shared/projection.ts";
import { type DriverEvent, driverEvents } from "./events.ts";

/** A row of the projection: names and phone are sealed. */
export interface DriverRow {
  readonly driverId: number;
  readonly firstName: string | null;
  readonly username?: string | null;
  /** Name and phone of the newest answer, or what the driver set or shared since. */
  readonly contact?: { readonly name: string | null; readonly phone: string | null };
  /** What answers begin with saying. */
  readonly comment?: string | null;
  /** The phone of the Telegram account, as Telegram vouched for it. */
  readonly telegramPhone?: string | null;
  /** ISO 8601 UTC. */
  readonly registeredAt: string;
  readonly lastSignInAt?: string;
  readonly signIns: number;
  readonly responses: number;
  /** The filters used last, as the query of the list's address. */
  readonly filters?: string;
  /** When the person was forgotten; counts stay. ISO 8601 UTC. */
  readonly forgottenAt?: string;
}

const own = typesOf(driverEvents);
const responded = CargoResponded.shape.type.value;

/** Rows at [driverId]. */
export const drivers: Projection<DriverRow> = {
  name: "drivers",
  version: 2,
  keys: (event) => own.has(event.type) || event.type === responded ? [[(event as Folded).data.driverId]] : [],
  fold: (row, event) => foldDriver(row, event as Folded),
};

type Folded = StoredEvent<DriverEvent | CargoResponded>;

function foldDriver(row: DriverRow | null, stored: Folded): DriverRow | null {
  const { type, data } = stored as DriverEvent | CargoResponded;
  if (type === "DriverRegistered") {
    const { driverId, firstName, username } = data;
    const registeredAt = stored.meta.at;
    return {
      driverId,
      firstName,
      ...(username !== undefined && { username }),
      registeredAt,
      signIns: 0,
      responses: 0,
    };
  }
  if (!row) return null;
  switch (type) {
    case "DriverRenamed": {
      const { username: _, ...rest } = row;
      return {
        ...rest,
        firstName: data.firstName,
        ...(data.username !== undefined && { username: data.username }),
      };
    }
    case "DriverSignedIn":
      return { ...row, lastSignInAt: stored.meta.at, signIns: row.signIns + 1 };
    case "CargoResponded":
      return { ...row, contact: { name: data.name, phone: data.phone }, responses: row.responses + 1 };
    case "ContactShared": {
      const contact = { name: row.contact?.name ?? row.firstName, phone: data.phone };
      return { ...row, contact, telegramPhone: data.phone };
    }
    case "RespondDefaultsChanged": {
      const { comment: _, ...rest } = row;
      const contact = { name: data.name, phone: data.phone };
      return { ...rest, contact, ...(data.comment !== undefined && { comment: data.comment }) };
    }
    case "FiltersRemembered":
      return { ...row, filters: data.query };
    case "DriverSignedOut":
      return row;
    case "DriverForgotten": {
      const { driverId, registeredAt, lastSignInAt, signIns, responses } = row;
      return {
        driverId,
        firstName: null,
        registeredAt,
        ...(lastSignInAt !== undefined && { lastSignInAt }),
        signIns,
        responses,
        forgottenAt: stored.meta.at,
      };
    }
  }
}
