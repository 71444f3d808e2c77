// The page of one saved search, new or known: its form, and on request what it would find now.
import { FoundNow, type FoundNowProps } from "../../../components/FoundNow.tsx";
import { FilterFields } from "../../../components/FilterFields.tsx";
import { SearchForm } from "../../../components/SearchForm.tsx";
import { DEFAULT_LIMIT } from "../../../domain/freight/filter_limits.ts";
import { laidOver } from "../../../domain/marks/mod.ts";
import type { State } from "../../(_shared)/define.ts";
import { callerOf } from "./caller.ts";
import { activeChips, type Dictionaries } from "./chips.ts";
import { filterInputs } from "./filter_inputs.tsx";
import type { SearchDraft } from "./search_draft.ts";

/** Fields of the form that are not the filter's. */
const OWN_FIELDS = new Set(["name", "quiet_from", "quiet_to"]);
/** Loads that are shown of what would be found. */
const SHOWN = 5;

export interface SearchPageData {
  readonly draft: SearchDraft;
  readonly dictionaries: Dictionaries;
  readonly found?: FoundNowProps;
  readonly refused?: string;
}

/** `test` looks what the draft finds; drafts with errors find nothing. */
export async function searchPage(
  state: State,
  draft: SearchDraft,
  { test = false, refused }: { test?: boolean; refused?: string } = {},
): Promise<SearchPageData> {
  const [dictionaries, found] = await Promise.all([
    dictionariesOf(state),
    test ? foundNow(state, draft) : undefined,
  ]);
  return { draft, dictionaries, ...(found && { found }), ...(refused !== undefined && { refused }) };
}

/** Empty while they are out of reach. */
export async function dictionariesOf({ app: { freight } }: State): Promise<Dictionaries> {
  const [trucks, loads] = await Promise.all([freight.truckTypes(), freight.loadTypes()]);
  return { truckTypes: "refused" in trucks ? [] : trucks, loadTypes: "refused" in loads ? [] : loads };
}

async function foundNow(state: State, { filter, errors }: SearchDraft): Promise<FoundNowProps> {
  if (Object.keys(errors).length > 0) return { notLooked: "wrong" };
  const { sort: _, ...unsorted } = filter;
  const found = await state.app.freight.list({ ...unsorted, limit: DEFAULT_LIMIT, offset: 0 });
  if ("refused" in found) return { notLooked: "down" };
  const marked = await state.app.marks.of(callerOf(state).driverId);
  const cards = laidOver(found.data.cards, marked);
  return { cards: cards.slice(0, SHOWN), count: cards.length, hasMore: found.data.hasMore };
}

export function SearchPageForm(
  { data: { draft, dictionaries, found, refused }, action, isSaved }: {
    data: SearchPageData;
    action: string;
    isSaved: boolean;
  },
) {
  const { filter, query, errors } = draft;
  const conditions = activeChips(filter, query, dictionaries).map(({ label }) => label);
  const ofFilter = Object.keys(errors).some((name) => !OWN_FIELDS.has(name));
  return (
    <>
      {found && <FoundNow {...found} />}
      <SearchForm
        {...draft}
        {...{ action, isSaved, refused, conditions }}
        filter={<FilterFields {...filterInputs({ filter, query, errors, dictionaries })} />}
        filterOpen={ofFilter || conditions.length === 0}
      />
    </>
  );
}
