// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { CargoSnapshot } from "../freight/cargo.ts";
import { event } from "../shared/event.ts";

const driverId = z.number().int();
const about = { driverId, cargoId: z.string() };

/** A load among the favourites, as it was when the driver put it there. */
export const CargoKept = event("CargoKept", { ...about, cargo: CargoSnapshot });
export type CargoKept = z.infer<typeof CargoKept>;

export const CargoUnkept = event("CargoUnkept", about);
export type CargoUnkept = z.infer<typeof CargoUnkept>;

/** A load the driver does not want to see in lists any more, as it was then. */
export const CargoHidden = event("CargoHidden", { ...about, cargo: CargoSnapshot });
export type CargoHidden = z.infer<typeof CargoHidden>;

export const CargoShown = event("CargoShown", about);
export type CargoShown = z.infer<typeof CargoShown>;

/** Loads of a company, by the name the exchange gives it, leave the driver's lists. */
export const CompanyHidden = event("CompanyHidden", { driverId, company: z.string() });
export type CompanyHidden = z.infer<typeof CompanyHidden>;

export const CompanyShown = event("CompanyShown", { driverId, company: z.string() });
export type CompanyShown = z.infer<typeof CompanyShown>;

/** All marks are gone, because their driver is. They are named, so that each row about them finds its end. */
export const MarksCleared = event("MarksCleared", {
  driverId,
  kept: z.array(z.string()),
  hidden: z.array(z.string()),
  companies: z.array(z.string()),
});
export type MarksCleared = z.infer<typeof MarksCleared>;

export const markEvents = [
  CargoKept,
  CargoUnkept,
  CargoHidden,
  CargoShown,
  CompanyHidden,
  CompanyShown,
  MarksCleared,
] as const;
export type MarkEvent = z.infer<typeof markEvents[number]>;
