// What the control API of the CargoTech sandbox understands besides the common commands.
import { z } from "zod";
import { CITIES } from "./cities.ts";
import { LOAD_TYPES, TRUCK_TYPES } from "./vocabulary.ts";

const cityName = z.string().refine((name) => CITIES.some((city) => city.name === name), "Unknown city");
const cargoId = z.coerce.number().int().positive();
const kopecks = z.int().nonnegative();
const dateOrTime = z.string().regex(/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/, "Must be a date");
const idsOf = (items: readonly { id: number }[]) =>
  z.array(z.int().refine((id) => items.some((item) => item.id === id), "Unknown id")).min(1);

export const cargoTechCommands = {
  expireTokens: z.literal(true).optional(),
  password: z.string().min(1).optional(),
  /** Login and every call answer 403 while true. */
  suspended: z.boolean().optional(),
  /** Kilograms, m³, kilometres, kopecks; what is absent is made up. Answers `{id}`. */
  addLoad: z.strictObject({
    id: cargoId.optional(),
    start: cityName.optional(),
    finish: cityName.optional(),
    weight: z.number().positive().optional(),
    volume: z.number().positive().optional(),
    distance: z.int().positive().optional(),
    price: kopecks.nullable().optional(),
    price_carrier: kopecks.nullable().optional(),
    first_date: dateOrTime.optional(),
    last_date: dateOrTime.optional(),
    truck_types: idsOf(TRUCK_TYPES).optional(),
    load_types: idsOf(LOAD_TYPES).optional(),
    note: z.string().nullable().optional(),
    mine: z.boolean().optional(),
  }).optional(),
  changePrice: z.strictObject({ id: cargoId, price: kopecks }).optional(),
  removeLoad: cargoId.optional(),
  /** Every answer has fields nobody has seen yet while true. */
  newFields: z.boolean().optional(),
  /** Whether the world lives by itself, or "now": one step of its life. */
  tick: z.enum(["on", "off", "now"]).optional(),
};
