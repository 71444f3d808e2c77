// What a search would find at this moment, so that a driver sees whether it is the right one.
import type { Card } from "../domain/freight/cargo.ts";
import { formatWallClock } from "../texts/format.ts";
import { found as texts } from "../texts/searches.ts";
import { Price } from "./Price.tsx";
import { Route } from "./Route.tsx";

export type FoundNowProps =
  | { readonly cards: readonly Card[]; readonly count: number; readonly hasMore: boolean }
  /** Why nobody could look. */
  | { readonly notLooked: "down" | "wrong" };

export function FoundNow(props: FoundNowProps) {
  return (
    <section class="panel" id="found" tabIndex={-1}>
      <h2>{texts.title}</h2>
      {"notLooked" in props ? <p class="hint">{texts[props.notLooked]}</p> : <Found {...props} />}
    </section>
  );
}

function Found({ cards, count, hasMore }: Exclude<FoundNowProps, { notLooked: unknown }>) {
  if (count === 0) return <p class="hint">{texts.nothing}</p>;
  return (
    <>
      <p role="status">{texts.count(count, hasMore)}</p>
      <ul class="found-now">
        {cards.map((card) => (
          <li key={card.id}>
            <a href={`/cargos/${encodeURIComponent(card.id)}`}>
              <Route from={card.from} to={card.to} />
            </a>
            <Price {...card} />
            {card.loadingDate && <p class="hint">{formatWallClock(card.loadingDate)}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
