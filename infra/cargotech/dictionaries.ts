// Cities, bodies and ways of loading, from the cache where it is good enough (contract 2.4).
import type { DictionaryItem, Point } from "../../domain/freight/cargo.ts";
import type { CargoSource, Unavailable } from "../../domain/freight/ports.ts";
import type { Cache, Load } from "./cache.ts";
import type { Questions } from "./questions.ts";
import type { OrUnavailable } from "./refusals.ts";
import type { SeenCities } from "./seen_cities.ts";

export interface DictionariesDeps {
  readonly cities: Cache<readonly Point[]>;
  readonly dictionaries: Cache<readonly DictionaryItem[]>;
  readonly seenCities: SeenCities;
  readonly questions: Pick<Questions, "points" | "dictionary">;
  readonly orUnavailable: OrUnavailable;
}

export function createDictionaries(
  { cities, dictionaries, seenCities, questions, orUnavailable }: DictionariesDeps,
): Pick<CargoSource, "points" | "truckTypes" | "loadTypes"> {
  async function valueOf<T>(cache: Cache<T>, key: string, load: Load<T>): Promise<T | Unavailable> {
    const answer = await orUnavailable(cache.get(key, load));
    return "refused" in answer ? answer : answer.value ?? { refused: "cargotech_unavailable" };
  }

  return {
    async points(name) {
      const known = seenCities.within(name);
      if (known !== null) return known;
      const answer = await valueOf(cities, name, (urgency) => questions.points(name, urgency));
      if ("refused" in answer) {
        const seen = seenCities.startingWith(name);
        return seen.length > 0 ? seen : answer;
      }
      seenCities.note(name, answer);
      return answer;
    },
    truckTypes: () =>
      valueOf(dictionaries, "truck", (urgency) => questions.dictionary("truck_types", urgency)),
    loadTypes: () => valueOf(dictionaries, "load", (urgency) => questions.dictionary("load_types", urgency)),
  };
}
