// The page of the list: what is looked for on top, then the loads, or why there are none to show.
import { FilterBar } from "../../../components/FilterBar.tsx";
import { FilterForm } from "../../../components/FilterForm.tsx";
import { FoundCargos, type FoundCargosProps } from "../../../components/FoundCargos.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { PageTitle } from "../../../components/PageTitle.tsx";
import type { CargoFilter } from "../../../domain/freight/filter.ts";
import type { Unavailable } from "../../../domain/freight/ports.ts";
import { CARGO_SORTS } from "../../../domain/freight/sort.ts";
import FilterSheet from "../../../islands/FilterSheet.tsx";
import LivePrices from "../../../islands/LivePrices.tsx";
import MatchCount from "../../../islands/MatchCount.tsx";
import MoreCargos from "../../../islands/MoreCargos.tsx";
import PullToRefresh from "../../../islands/PullToRefresh.tsx";
import { filter as filterTexts } from "../../../texts/filter.ts";
import { list, sorting } from "../../../texts/list.ts";
import { activeChips, addressOf, type Dictionaries } from "./chips.ts";
import { filterInputs } from "./filter_inputs.tsx";
import { activeConditions, pageAddress, searchAddress } from "./filter_view.ts";
import type { ListQuery } from "./list_query.ts";

type Found = Pick<FoundCargosProps, "cards" | "total" | "staleness" | "age" | "sortedFirst" | "hidden">;

export interface ListPageProps extends ListQuery {
  /** Empty while they are out of reach. */
  dictionaries: Dictionaries;
  found: Found & { hasMore: boolean } | Unavailable;
  /** The bot's name without @. */
  bot: string;
}

export function ListPage({ query, filter, errors, dictionaries, found, bot }: ListPageProps) {
  const conditions = activeConditions(filter);
  const chips = activeChips(filter, query, dictionaries);
  const addressFrom = (offset: number) => pageAddress(filter, query, offset);
  const save = searchAddress(filter, query);
  const more = "hasMore" in found && found.hasMore ? addressFrom(filter.offset + filter.limit) : null;
  return (
    <>
      <PageTitle title={list.title} />
      <h1>{list.title}</h1>
      <FilterBar chips={chips} sorts={sorts(filter, query)} {...(conditions > 0 && { save })}>
        <FilterForm
          {...filterInputs({ filter, query, errors, dictionaries })}
          active={conditions}
          head={<FilterSheet title={filterTexts.title} />}
          submit={<MatchCount />}
        />
      </FilterBar>
      {"refused" in found
        ? <Unreachable denied={found.reason === "denied"} bot={bot} retry={addressFrom(filter.offset)} />
        : (
          <FoundCargos
            {...found}
            offset={filter.offset}
            here={addressFrom(filter.offset)}
            first={addressFrom(0)}
            more={more}
            next={<MoreCargos href={more} />}
            chips={chips}
            save={save}
          />
        )}
      <LivePrices />
      <PullToRefresh />
    </>
  );
}

function sorts({ sort, ...filter }: CargoFilter, query: URLSearchParams) {
  const way = (value: CargoFilter["sort"]) => ({
    label: sorting.ways[value ?? ""],
    href: addressOf({ ...filter, ...(value && { sort: value }) }, query),
    current: sort === value,
  });
  return [way(undefined), ...CARGO_SORTS.map(way)];
}

function Unreachable({ denied, bot, retry }: { denied: boolean; bot: string; retry: string }) {
  return denied
    ? (
      <Notice
        title={list.denied}
        text={list.deniedHint}
        action={{ href: `https://t.me/${bot}`, label: list.support }}
      />
    )
    : <Notice title={list.down} text={list.downHint} action={{ href: retry, label: list.retry }} />;
}
