// Every event this product knows, by type: what the log, the vault and the golden tests go by.
import { backhaulEvents } from "./backhaul/events.ts";
import { cargoTechEvents } from "./cargotech/events.ts";
import { contactEvents } from "./contacts/events.ts";
import { driverEvents } from "./drivers/events.ts";
import { favouritePriceEvents } from "./favourite_prices/events.ts";
import { markEvents } from "./marks/events.ts";
import { messageEvents } from "./messages/events.ts";
import { checkoutEvents } from "./payments/checkout/checkout_events.ts";
import { paymentEvents } from "./payments/events.ts";
import { deliveryEvents } from "./payments/observation/delivery_events.ts";
import { orphanEvents } from "./payments/reconciliation/orphan_events.ts";
import { sweepEvents } from "./payments/reconciliation/sweep_events.ts";
import { promoCodeEvents } from "./promo_codes/events.ts";
import { reachabilityEvents } from "./reachability/events.ts";
import { responseEvents } from "./responses/events.ts";
import { searchEvents } from "./searches/events.ts";
import { settingEvents } from "./settings/events.ts";
import { personalFields } from "./shared/personal.ts";
import { stepEvents } from "./steps/events.ts";
import { subscriptionEvents } from "./subscriptions/events.ts";
import { supportEvents } from "./support/events.ts";
import { updateEvents } from "./updates/events.ts";

const schemas = [
  ...driverEvents,
  ...markEvents,
  ...contactEvents,
  ...responseEvents,
  ...searchEvents,
  ...backhaulEvents,
  ...favouritePriceEvents,
  ...checkoutEvents,
  ...paymentEvents,
  ...subscriptionEvents,
  ...promoCodeEvents,
  ...settingEvents,
  ...orphanEvents,
  ...deliveryEvents,
  ...sweepEvents,
  ...messageEvents,
  ...stepEvents,
  ...updateEvents,
  ...reachabilityEvents,
  ...supportEvents,
  ...cargoTechEvents,
];

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
