// Cities come as typed names as well as ids, so that the filter works without suggestions: a name is looked up here.
import type { Freight } from "../../../domain/freight/mod.ts";
import { filter as texts } from "../../../texts/filter.ts";

type End = "start" | "finish";

export interface ResolvedCities {
  /** The address with the ids that the names stand for. */
  readonly query: URLSearchParams;
  /** Sentences by field name. */
  readonly errors: Readonly<Record<string, string>>;
}

/** A name that is there decides: an id beside it only chooses among cities of that name. */
export async function resolveCities(
  address: URLSearchParams,
  points: Freight["points"],
): Promise<ResolvedCities> {
  if (!address.has("start_name") && !address.has("finish_name")) return { query: address, errors: {} };
  const query = new URLSearchParams(address);
  const errors: Record<string, string> = {};
  await Promise.all((["start", "finish"] satisfies End[]).map(async (end) => {
    const [nameField, idField] = [`${end}_name`, `${end}_point_id`];
    const name = query.get(nameField)?.trim();
    const id = query.get(idField);
    // A city we only know by its number came from the address and still holds.
    if (name === undefined || (id !== null && name === texts.pickedCity(Number(id)))) return;
    if (name === "") {
      query.delete(nameField);
      query.delete(idField);
      return;
    }
    const found = await points(name);
    if ("refused" in found) {
      // The id, if there is one, came from a suggestion and still holds.
      if (id === null) errors[nameField] = texts.cityDown;
      return;
    }
    const same = found.filter((point) => point.name.toLowerCase() === name.toLowerCase());
    const chosen = same.find((point) => String(point.id) === id) ?? same[0];
    query.delete(idField);
    query.delete(`${end}_point_type`);
    if (!chosen) {
      errors[nameField] = texts.cityUnknown;
      return;
    }
    query.set(nameField, chosen.name);
    query.set(idField, String(chosen.id));
    if (chosen.type !== undefined) query.set(`${end}_point_type`, String(chosen.type));
  }));
  return { query, errors };
}
