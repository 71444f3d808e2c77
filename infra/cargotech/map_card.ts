// From a row of CargoTech's list to a card: kopecks and kilograms stay, names and windows are made plain.
import type { Card } from "../../domain/freight/cargo.ts";
import { kopecks } from "../../domain/shared/money.ts";
import type { Row, Stop } from "./shapes.ts";

/** What the carrier gets (`price_carrier`) goes before what the shipper pays (`price`). */
export function mapCard(row: Row): Card {
  const { start, finish } = row.points ?? {};
  const price = row.price_carrier ?? row.price;
  return {
    id: row.id,
    from: start?.city?.name ?? "",
    to: finish?.city?.name ?? "",
    ...(row.distance !== undefined && { distanceKm: row.distance }),
    ...days("loadingDate", start),
    ...days("unloadingDate", finish),
    ...(row.weight !== undefined && { weightKg: row.weight }),
    ...(row.volume !== undefined && { volumeM3: row.volume }),
    ...(price !== undefined && { price: kopecks(price) }),
    ...(row.price_per_km !== undefined && { pricePerKm: kopecks(row.price_per_km) }),
    truckTypes: names(row.truck_types),
    loadTypes: names(row.load_types),
    ...(row.company?.name !== undefined && { company: row.company.name }),
  };
}

/** The first day, and the last one when it says more. */
function days<Name extends "loadingDate" | "unloadingDate">(name: Name, stop: Stop | undefined) {
  const first = stop?.first_date ?? stop?.last_date;
  const last = stop?.last_date;
  return {
    ...(first !== undefined && { [name]: first }),
    ...(last !== undefined && !first?.startsWith(last) && { [`${name}End`]: last }),
  };
}

function names(types: Row["truck_types"]): string[] {
  return [...new Set(types.flatMap(({ name, short_name }) => name ?? short_name ?? []))];
}
