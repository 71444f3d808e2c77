// The phases of a saved search: only what decide asks.
import type { QuietHours, SearchEvent } from "./events.ts";

export type Search =
  | { readonly status: "none" }
  | {
    readonly status: "saved";
    readonly searchId: string;
    readonly driverId: number;
    readonly query: string;
    readonly alerts: boolean;
    readonly quietHours: QuietHours | undefined;
  }
  | { readonly status: "removed"; readonly driverId: number };

export const initialState: Search = { status: "none" };

export function evolve(state: Search, { type, data }: SearchEvent): Search {
  switch (type) {
    case "SearchSaved":
    case "SearchChanged": {
      const { searchId, driverId, query, alerts, quietHours } = data;
      return { status: "saved", searchId, driverId, query, alerts, quietHours };
    }
    case "SearchRemoved":
      return { status: "removed", driverId: data.driverId };
    case "LoadsMatched":
      return state;
  }
}
