// Everything that happened, newest first: searched, paged, and live on the newest screen.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { EventRow } from "../../components/admin/history/EventRow.tsx";
import { EventTable } from "../../components/admin/history/EventTable.tsx";
import { Pager } from "../../components/admin/history/Pager.tsx";
import { SearchForm } from "../../components/admin/history/SearchForm.tsx";
import { eventSchemas } from "../../domain/events.ts";
import LiveTail from "../../islands/admin/LiveTail.tsx";
import { consoleTexts } from "../../texts/admin.ts";
import { define } from "../(_shared)/define.ts";
import { type EventsScreen, eventsScreen } from "./(_shared)/events_page.ts";
import { readSearch } from "./(_shared)/read_search.ts";

const NOTHING: EventsScreen = { events: [], older: null, newer: null, liveAfter: null };

export const handler = define.handlers({
  async GET(ctx) {
    const search = readSearch(ctx.url.searchParams);
    const { filter, place } = search;
    const screen = filter ? await eventsScreen(ctx.state.app.history, filter, place) : NOTHING;
    return page({ ...search, screen }, { status: filter ? 200 : 400 });
  },
});

export default define.page<typeof handler>(({ data: { shown, filter, errors, screen } }) => {
  const { events, older, newer, liveAfter } = screen;
  const rows = <tbody>{events.map((event) => <EventRow key={event.position} event={event} />)}</tbody>;
  return (
    <>
      <Head>
        <title>{`${consoleTexts.events} · ${consoleTexts.title}`}</title>
      </Head>
      <h1>
        {consoleTexts.events} <small class="quiet">{consoleTexts.moscowTime}</small>
      </h1>
      <SearchForm search={shown} errors={errors} types={[...eventSchemas.keys()]} />
      {newer !== null && <Pager search={shown} older={older} newer={newer} />}
      {filter && liveAfter !== null
        ? <LiveTail filter={filter} after={liveAfter}>{rows}</LiveTail>
        : <EventTable>{rows}</EventTable>}
      {filter && events.length === 0 && <Empty searching={Object.keys(filter).length > 0} />}
      <Pager search={shown} older={older} newer={newer} />
    </>
  );
});

function Empty({ searching }: { searching: boolean }) {
  return (
    <p class="empty">
      {searching ? `${consoleTexts.noEvents} ${consoleTexts.noMatches}` : consoleTexts.noEventsYet}
    </p>
  );
}
