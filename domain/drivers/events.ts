// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { event } from "../shared/event.ts";
import { personal } from "../shared/personal.ts";

const driverId = z.number().int();

export const DriverRegistered = event("DriverRegistered", {
  driverId,
  firstName: personal(),
  username: personal().optional(),
  languageCode: z.string().optional(),
});
export type DriverRegistered = z.infer<typeof DriverRegistered>;

/** Telegram showed another name or username than the one we knew. */
export const DriverRenamed = event("DriverRenamed", {
  driverId,
  firstName: personal(),
  username: personal().optional(),
});
export type DriverRenamed = z.infer<typeof DriverRenamed>;

export const DriverSignedIn = event("DriverSignedIn", { driverId });
export type DriverSignedIn = z.infer<typeof DriverSignedIn>;

export const DriverSignedOut = event("DriverSignedOut", { driverId });
export type DriverSignedOut = z.infer<typeof DriverSignedOut>;

/** The driver's key was deleted: whatever was sealed before is unreadable for ever. */
export const DriverForgotten = event("DriverForgotten", { driverId });
export type DriverForgotten = z.infer<typeof DriverForgotten>;

/** What the driver looks for, as the query of the list's address; "" is everything. */
export const FiltersRemembered = event("FiltersRemembered", { driverId, query: z.string() });
export type FiltersRemembered = z.infer<typeof FiltersRemembered>;

/** The driver let Telegram hand over the phone of the account; its signature was checked. */
export const ContactShared = event("ContactShared", { driverId, phone: personal() });
export type ContactShared = z.infer<typeof ContactShared>;

/** What the driver wants filled in when answering a load. */
export const RespondDefaultsChanged = event("RespondDefaultsChanged", {
  driverId,
  phone: personal(),
  name: personal(),
  comment: personal().optional(),
});
export type RespondDefaultsChanged = z.infer<typeof RespondDefaultsChanged>;

export const driverEvents = [
  DriverRegistered,
  DriverRenamed,
  DriverSignedIn,
  DriverSignedOut,
  DriverForgotten,
  FiltersRemembered,
  ContactShared,
  RespondDefaultsChanged,
] as const;
export type DriverEvent = z.infer<typeof driverEvents[number]>;
