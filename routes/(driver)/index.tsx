// The list of loads: the address is the whole truth about the filter and the page.
import { page } from "fresh";
import { FilterForm } from "../../components/FilterForm.tsx";
import { FoundCargos } from "../../components/FoundCargos.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { parseFilter } from "../../domain/freight/parse_filter.ts";
import CityField from "../../islands/CityField.tsx";
import { filter as filterTexts, list } from "../../texts/driver.ts";
import { filterErrorText } from "../../texts/filter_errors.ts";
import { formatAge } from "../../texts/format.ts";
import { define } from "../(_shared)/define.ts";
import { callerOf } from "./(_shared)/caller.ts";
import { resolveCities } from "./(_shared)/cities.ts";
import {
  activeConditions,
  keptConditions,
  pageAddress,
  typedIn,
  wvChoices,
} from "./(_shared)/filter_view.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { freight, responses } = ctx.state.app;
    const { query, errors: cityErrors } = await resolveCities(ctx.url.searchParams, freight.points);
    const { filter, errors } = parseFilter(query);
    const [found, trucks, loads] = await Promise.all([
      freight.list(filter),
      freight.truckTypes(),
      freight.loadTypes(),
    ]);
    const wrong = Object.fromEntries(errors.map((error) => [error.field, filterErrorText(error)]));
    const common = {
      query,
      filter,
      errors: { ...wrong, ...cityErrors },
      truckTypes: "refused" in trucks ? [] : trucks,
      loadTypes: "refused" in loads ? [] : loads,
    };
    if ("refused" in found) return page({ ...common, found }, { status: 503 });
    const cards = await responses.badged(callerOf(ctx.state).driverId, found.data.cards);
    const { hasMore, total } = found.data;
    const age = formatAge(found.fetchedAt, Date.now());
    return page({ ...common, found: { cards, hasMore, total, stale: found.stale, age } });
  },
});

export default define.page<typeof handler>(({ data, state }) => {
  const { query, filter, errors, found, truckTypes, loadTypes } = data;
  const typed = typedIn(query, filter);
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
        active={activeConditions(filter)}
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
        ? (
          <Unreachable
            denied={found.reason === "denied"}
            bot={state.site.botUsername}
            retry={pageAddress(filter, query, filter.offset)}
          />
        )
        : (
          <FoundCargos
            {...found}
            offset={filter.offset}
            narrowed={filter.mode === "my" || activeConditions(filter) > 0}
            first={pageAddress(filter, query, 0)}
            more={found.hasMore ? pageAddress(filter, query, filter.offset + filter.limit) : null}
          />
        )}
    </>
  );
});

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
