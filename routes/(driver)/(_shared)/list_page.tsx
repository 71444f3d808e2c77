// The page of the list: the filter on top, then the loads, or why there are none to show.
import { FilterForm } from "../../../components/FilterForm.tsx";
import { FoundCargos, type FoundCargosProps } from "../../../components/FoundCargos.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { PageTitle } from "../../../components/PageTitle.tsx";
import type { DictionaryItem } from "../../../domain/freight/cargo.ts";
import type { CargoFilter } from "../../../domain/freight/filter.ts";
import type { Unavailable } from "../../../domain/freight/ports.ts";
import CityField from "../../../islands/CityField.tsx";
import { filter as filterTexts, list } from "../../../texts/driver.ts";
import { activeConditions, keptConditions, pageAddress, typedIn, wvChoices } from "./filter_view.ts";

export interface ListPageProps {
  /** As typed, with the ids that names of cities stand for. */
  query: URLSearchParams;
  filter: CargoFilter;
  /** Sentences by field name. */
  errors: Readonly<Record<string, string>>;
  /** Empty while they are out of reach. */
  truckTypes: readonly DictionaryItem[];
  loadTypes: readonly DictionaryItem[];
  found: Pick<FoundCargosProps, "cards" | "total" | "stale" | "age"> & { hasMore: boolean } | Unavailable;
  /** The bot's name without @. */
  bot: string;
}

export function ListPage({ query, filter, errors, truckTypes, loadTypes, found, bot }: ListPageProps) {
  const typed = typedIn(query, filter);
  const conditions = activeConditions(filter);
  const addressFrom = (offset: number) => pageAddress(filter, query, offset);
  const city = (end: "start" | "finish", label: string) => (
    <CityField
      end={end}
      label={label}
      name={typed(`${end}_name`) || (filter[end] ? filterTexts.pickedCity(filter[end].id) : "")}
      pointId={String(filter[end]?.id ?? "")}
      {...errorOf(errors, end)}
    />
  );
  return (
    <>
      <PageTitle title={list.title} />
      <h1>{list.title}</h1>
      <FilterForm
        filter={filter}
        active={conditions}
        errors={errors}
        typed={typed}
        wvChoices={wvChoices(typed("wv"))}
        truckTypes={truckTypes}
        loadTypes={loadTypes}
        kept={keptConditions(filter, { truckTypes, loadTypes })}
      >
        <div class="columns">
          {city("start", filterTexts.from)}
          {city("finish", filterTexts.to)}
        </div>
      </FilterForm>
      {"refused" in found
        ? <Unreachable denied={found.reason === "denied"} bot={bot} retry={addressFrom(filter.offset)} />
        : (
          <FoundCargos
            {...found}
            offset={filter.offset}
            narrowed={filter.mode === "my" || conditions > 0}
            first={addressFrom(0)}
            more={found.hasMore ? addressFrom(filter.offset + filter.limit) : null}
          />
        )}
    </>
  );
}

function errorOf(errors: Readonly<Record<string, string>>, end: "start" | "finish"): { error?: string } {
  const error = errors[`${end}_name`] ?? errors[`${end}_point_id`];
  return error === undefined ? {} : { error };
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
