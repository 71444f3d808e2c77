// What may happen to a saved search, one small function per command, every phase in story order.
import type { Decider, Decision } from "../shared/decider.ts";
import type { ChangeSearch, RemoveSearch, SaveSearch, SearchCommand, SearchTerms } from "./commands.ts";
import type { QuietHours, SearchEvent } from "./events.ts";
import { evolve, initialState, type Search } from "./evolve.ts";

/** A search of somebody else is none. */
export type SearchRefusal = "search_not_found";

type Outcome = Decision<SearchEvent, SearchRefusal>;
const NOTHING: Outcome = { ok: [] };
const NOT_FOUND: Outcome = { refused: "search_not_found" };

export const searchDecider: Decider<SearchCommand, Search, SearchEvent, SearchRefusal> = {
  initialState,
  evolve,
  decide,
};

function decide(command: SearchCommand, state: Search): Outcome {
  switch (command.type) {
    case "SaveSearch":
      return save(command, state);
    case "ChangeSearch":
      return change(command, state);
    case "RemoveSearch":
      return remove(command, state);
  }
}

function save({ searchId, driverId, terms, watchedSince }: SaveSearch, state: Search): Outcome {
  switch (state.status) {
    case "none":
      return { ok: [{ type: "SearchSaved", data: { searchId, driverId, ...terms, watchedSince } }] };
    case "saved":
      return state.driverId === driverId ? NOTHING : NOT_FOUND;
    case "removed":
      return NOT_FOUND;
  }
}

function change({ driverId, terms, renamed, watchedSince }: ChangeSearch, state: Search): Outcome {
  switch (state.status) {
    case "none":
      return NOT_FOUND;
    case "saved": {
      if (state.driverId !== driverId) return NOT_FOUND;
      if (!renamed && isSame(state, terms)) return NOTHING;
      const { searchId, query: before } = state;
      return {
        ok: [{ type: "SearchChanged", data: { searchId, driverId, ...terms, watchedSince, before } }],
      };
    }
    case "removed":
      return NOT_FOUND;
  }
}

function remove({ driverId }: RemoveSearch, state: Search): Outcome {
  switch (state.status) {
    case "none":
      return NOT_FOUND;
    case "saved": {
      if (state.driverId !== driverId) return NOT_FOUND;
      const { searchId, query } = state;
      return { ok: [{ type: "SearchRemoved", data: { searchId, driverId, query } }] };
    }
    case "removed":
      return state.driverId === driverId ? NOTHING : NOT_FOUND;
  }
}

function isSame(state: Extract<Search, { status: "saved" }>, terms: SearchTerms): boolean {
  return state.query === terms.query && state.alerts === terms.alerts &&
    sameHours(state.quietHours, terms.quietHours);
}

function sameHours(one: QuietHours | undefined, other: QuietHours | undefined): boolean {
  return one?.from === other?.from && one?.to === other?.to;
}
