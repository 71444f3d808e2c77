// One saved search in the list: what it looks for, whether the bot writes about it, and what can be done with it.
import type { SavedSearch } from "../domain/searches/mod.ts";
import { formatMoment } from "../texts/format.ts";
import { searches as texts } from "../texts/searches.ts";

interface SearchItemProps {
  search: SavedSearch;
  /** What it looks for, in words. */
  conditions: readonly string[];
  /** The list of what it finds. */
  list: string;
}

export function SearchItem({ search, conditions, list }: SearchItemProps) {
  const { searchId, name, alerts, quietHours, matched, matchedAt } = search;
  const address = `/searches/${searchId}`;
  const toggle = alerts ? texts.pause : texts.resume;
  return (
    <article class="panel search" data-search-id={searchId}>
      <h2>
        <a href={address}>{name}</a>
      </h2>
      <Conditions conditions={conditions} />
      <p class="search-state" data-alerts={alerts ? "on" : "off"}>
        {alerts ? texts.alertsOn : texts.alertsOff}
        {alerts && quietHours && `, ${texts.quiet(quietHours.from, quietHours.to)}`}
      </p>
      {matchedAt && <p class="hint">{texts.matched(matched, formatMoment(matchedAt))}</p>}
      <div class="actions">
        <a class="button" href={list} aria-label={texts.about(texts.show, name)}>{texts.show}</a>
        <a class="button quiet" href={address} aria-label={texts.about(texts.edit, name)}>{texts.edit}</a>
        <form method="post" action={address} {...(!alerts && { "data-asks": "write-access" })}>
          <input type="hidden" name="_action" value={alerts ? "pause" : "resume"} />
          <button class="button quiet wide" type="submit" aria-label={texts.about(toggle, name)}>
            {toggle}
          </button>
        </form>
      </div>
    </article>
  );
}

/** What is looked for; everything when nothing narrows it. */
export function Conditions({ conditions }: { conditions: readonly string[] }) {
  return (
    <p class="search-conditions">
      {conditions.length === 0 ? texts.everything : conditions.map((each) => <span key={each}>{each}</span>)}
    </p>
  );
}
