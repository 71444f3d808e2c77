// What a driver has marked: favourite loads, hidden loads, hidden companies, each oldest first.
import type { MarkEvent } from "./events.ts";

export interface Marked {
  /** Ids of loads. */
  readonly kept: readonly string[];
  readonly hidden: readonly string[];
  /** Names as the exchange gives them. */
  readonly companies: readonly string[];
}

export const nothingMarked: Marked = { kept: [], hidden: [], companies: [] };

export function evolve(marked: Marked, { type, data }: MarkEvent): Marked {
  switch (type) {
    case "CargoKept":
      return { ...marked, kept: [...marked.kept, data.cargoId] };
    case "CargoUnkept":
      return { ...marked, kept: without(marked.kept, data.cargoId) };
    case "CargoHidden":
      return { ...marked, hidden: [...marked.hidden, data.cargoId] };
    case "CargoShown":
      return { ...marked, hidden: without(marked.hidden, data.cargoId) };
    case "CompanyHidden":
      return { ...marked, companies: [...marked.companies, data.company] };
    case "CompanyShown":
      return { ...marked, companies: without(marked.companies, data.company) };
    case "MarksCleared":
      return nothingMarked;
  }
}

function without(names: readonly string[], name: string): string[] {
  return names.filter((each) => each !== name);
}
