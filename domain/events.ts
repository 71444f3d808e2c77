// Every event this product knows, by type: what the log, the vault and the golden tests go by.
import { driverEvents } from "./drivers/events.ts";
import { messageEvents } from "./messages/events.ts";
import { responseEvents } from "./responses/events.ts";
import { personalFields } from "./shared/personal.ts";
import { updateEvents } from "./updates/events.ts";
import { cargoTechEvents } from "./cargotech/events.ts";

const schemas = [...driverEvents, ...responseEvents, ...messageEvents, ...updateEvents, ...cargoTechEvents];

export const eventSchemas = new Map(schemas.map((schema) => [schema.shape.type.value as string, schema]));

/** Event type → names of its personal fields. */
export const personalFieldsByType: ReadonlyMap<string, readonly string[]> = new Map(
  schemas.map((schema) => [schema.shape.type.value as string, personalFields(schema)]),
);

/** The present version of the shape of an event's data. Throws on a type nobody declared. */
export function schemaVersionOf(type: string): number {
  const version = eventSchemas.get(type)?.meta()?.["schemaVersion"];
  if (typeof version !== "number") throw new Error(`Cannot store ${type}: no such event is declared`);
  return version;
}
