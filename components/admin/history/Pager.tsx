// Links to what happened earlier and later: [ and ] press them.
import { consoleTexts } from "../../../texts/admin.ts";
import { eventsAddress, type EventSearch } from "../addresses.ts";

interface PagerProps {
  search: EventSearch;
  /** Position to look before, when there is anything earlier. */
  older: number | null;
  /** Position to look after, when this is not the newest page. */
  newer: number | null;
}

export function Pager({ search, older, newer }: PagerProps) {
  if (older === null && newer === null) return null;
  return (
    <nav class="pager" aria-label={`${consoleTexts.older}, ${consoleTexts.newer}`}>
      {newer !== null && (
        <>
          <a href={eventsAddress(search)}>{consoleTexts.newest}</a>
          <a href={eventsAddress(search, { after: newer })} data-key="]">← {consoleTexts.newer}</a>
        </>
      )}
      {older !== null && (
        <a href={eventsAddress(search, { before: older })} data-key="[">{consoleTexts.older} →</a>
      )}
    </nav>
  );
}
