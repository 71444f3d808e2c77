// A page of the list: how many, how fresh, the cards, and the way to the next page or out of an empty one.
import type { ComponentChildren } from "preact";
import type { Card } from "../domain/freight/cargo.ts";
import { list, paging, sorting } from "../texts/list.ts";
import { CargoCard } from "./CargoCard.tsx";
import { HiddenHere } from "./HiddenHere.tsx";
import { NothingFound } from "./NothingFound.tsx";
import { type Staleness, StaleWarning } from "./StaleWarning.tsx";

export interface FoundCargosProps {
  cards: readonly Card[];
  /** Of all pages, when it is known. */
  total: number | undefined;
  /** How many loads were put in order, when there are more. */
  sortedFirst: number | undefined;
  /** Loads of this page that the driver has hidden. */
  hidden: number;
  /** Loads before the first card. */
  offset: number;
  staleness: Staleness;
  /** How old the data is, in words. */
  age: string;
  /** Addresses of this page, of the first one of this search and, when there is one, of the next. */
  here: string;
  first: string;
  more: string | null;
  /** The link to the next page, if there is one. */
  next: ComponentChildren;
  /** What narrows the search, each with the address without it. */
  chips: readonly { readonly label: string; readonly href: string }[];
  /** Where this search is saved. */
  save: string;
}

export function FoundCargos(props: FoundCargosProps) {
  const { cards, hidden, total, sortedFirst, offset, staleness, age, here, first, more, next } = props;
  if (cards.length === 0 && more === null) {
    return <NothingFound {...props} isFirst={offset === 0} />;
  }
  const shown = offset === 0
    ? paging.shown(cards.length, total)
    : list.shownFrom(offset + 1, offset + cards.length);
  return (
    <>
      <p class="count" role="status">
        <span data-shown>{shown}</span>, {list.checked(age)}
        <HiddenHere count={hidden} />
      </p>
      <StaleWarning staleness={staleness} age={age} />
      <section class="cards" aria-label={list.title} data-page={here} data-total={total} data-hidden={hidden}>
        {cards.map((cargo) => <CargoCard key={cargo.id} cargo={cargo} age={age} />)}
      </section>
      <div class="paging">
        {next}
        {more === null && sortedFirst !== undefined && <p class="hint">{sorting.partly(sortedFirst)}</p>}
        {offset > 0 && <a href={first}>{list.first}</a>}
      </div>
    </>
  );
}
