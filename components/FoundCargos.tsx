// A page of the list: how many, how fresh, the cards, and the way to the next page or out of an empty one.
import type { Card } from "../domain/freight/cargo.ts";
import { list } from "../texts/driver.ts";
import { CargoCard } from "./CargoCard.tsx";
import { Notice, StaleWarning } from "./Notice.tsx";

export interface FoundCargosProps {
  cards: readonly Card[];
  /** Of all pages, when it is known. */
  total: number | undefined;
  /** Loads before the first card. */
  offset: number;
  stale: boolean;
  /** How old the data is, in words. */
  age: string;
  /** Whether a wider search would find more. */
  narrowed: boolean;
  /** Addresses of the first page of this search and, when there is one, of the next. */
  first: string;
  more: string | null;
}

export function FoundCargos({ cards, total, offset, stale, age, narrowed, first, more }: FoundCargosProps) {
  if (cards.length === 0) return <NothingFound isFirst={offset === 0} narrowed={narrowed} first={first} />;
  const shown = offset === 0
    ? list.shown(cards.length, total)
    : list.shownFrom(offset + 1, offset + cards.length);
  return (
    <>
      <p class="count" role="status">{shown}, {list.checked(age)}</p>
      {stale && <StaleWarning text={list.stale(age)} />}
      {cards.map((cargo) => <CargoCard key={cargo.id} cargo={cargo} age={age} />)}
      <p class="paging">
        {more !== null && <a class="button wide quiet" data-action="more" href={more}>{list.more}</a>}
        {offset > 0 && <a href={first}>{list.first}</a>}
      </p>
    </>
  );
}

function NothingFound({ isFirst, narrowed, first }: { isFirst: boolean; narrowed: boolean; first: string }) {
  if (!isFirst) {
    const action = { href: first, label: list.first };
    return <Notice title={list.emptyPage} text={list.emptyPageHint} action={action} />;
  }
  const href = "/?mode=all";
  return narrowed
    ? <Notice title={list.empty} text={list.emptyHint} action={{ href, label: list.showAll }} />
    : <Notice title={list.empty} text={list.emptyAllHint} action={{ href, label: list.retry }} />;
}
