// Loads in the exchange's JSON: rows of the list and the detail document.
import type { Company } from "./companies.ts";
import type { Load, Stop } from "./loads.ts";
import { pricePerKm } from "./search.ts";
import { type DictionaryItem, LOAD_TYPES, TRUCK_TYPES } from "./vocabulary.ts";

/** One row of GET /v2/cargos/views. */
export function listRow(load: Load) {
  return {
    id: load.id,
    weight: load.weight,
    volume: load.volume,
    distance: load.distance,
    price: load.price,
    price_carrier: load.priceCarrier,
    price_per_km: pricePerKm(load),
    points: { start: point(load.start, 1), finish: point(load.finish, 2) },
    company: companyJson(load.company),
    load_types: named(LOAD_TYPES, load.loadTypes),
    truck_types: named(TRUCK_TYPES, load.truckTypes),
  };
}

/** GET /v1/carrier/cargos/{id}: the row with addresses, comment, shipper, and contacts when they were asked for. */
export function detail(load: Load, withContacts: boolean) {
  const row = listRow(load);
  return {
    ...row,
    points: {
      start: { ...row.points.start, address: load.start.address },
      finish: { ...row.points.finish, address: load.finish.address },
    },
    extra: {
      note: load.note,
      external_inn: null,
      custom_cargo_type: load.cargo,
      integrate: null,
      is_delete_from_archive: false,
      krugoreis: load.note?.startsWith("Кругорейс") ?? false,
      partial_load: load.note?.startsWith("Догруз") ?? false,
      note_valid: true,
      integrate_contacts: null,
      url: null,
    },
    shipper: companyJson(load.shipper),
    ...(withContacts ? { contacts: load.contacts } : {}),
    created_at: load.createdAt,
    cargo_type: { name: load.cargo },
  };
}

function point(stop: Stop, position: number) {
  return {
    type: 1,
    position,
    first_date: stop.firstDate,
    last_date: stop.lastDate,
    city: { id: stop.city.id, name: stop.city.name },
  };
}

function companyJson({ id, inn, name, type, security_status }: Company) {
  return { id, inn, name, type, security_status };
}

function named(dictionary: readonly DictionaryItem[], ids: readonly number[]): DictionaryItem[] {
  return dictionary.filter((item) => ids.includes(item.id));
}
