// One load in the list: route, price, when, how much, what truck. The whole card opens the load.
import type { Card } from "../domain/freight/cargo.ts";
import { card as texts, list } from "../texts/list.ts";
import { formatDistance, formatWeightVolume, formatWindow } from "../texts/format.ts";
import { KeepButton } from "./KeepButton.tsx";
import { Price } from "./Price.tsx";
import { Route } from "./Route.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { waysAddress } from "./ways_address.ts";

/** `age`: how old the data is, in words ("4 мин назад"). */
export function CargoCard({ cargo, age }: { cargo: Card; age: string }) {
  const address = `/cargos/${encodeURIComponent(cargo.id)}`;
  const { from, to, company, loadingDate, distanceKm, kept, response } = cargo;
  const facts: [term: string, fact: string | undefined][] = [
    [texts.loading, loadingDate && formatWindow(loadingDate, cargo.loadingDateEnd)],
    [texts.size, formatWeightVolume(cargo.weightKg, cargo.volumeM3)],
    [texts.distance, distanceKm === undefined ? undefined : formatDistance(distanceKm)],
  ];
  const known = facts.filter(([, fact]) => fact);
  const truck = [cargo.truckTypes.join(", "), cargo.loadTypes.join(", ")].filter(Boolean).join(" · ");
  return (
    <article class="card" data-cargo-id={cargo.id}>
      <h2>
        <a class="whole" href={address}>
          <Route from={from} to={to} />
        </a>
      </h2>
      <Price {...cargo} />
      {known.length > 0 && (
        <p class="facts">
          {known.map(([term, fact]) => (
            <span key={term}>
              <span class="ears">{term}</span>
              {fact}
            </span>
          ))}
        </p>
      )}
      {truck && <p class="truck">{truck}</p>}
      <div class="row">
        <p class="origin">
          {company && <span class="company">{company}</span>}
          <span class="age">{list.checked(age)}</span>
        </p>
        {from && to && <WayBack from={from} to={to} />}
      </div>
      <footer>
        <KeepButton cargoId={cargo.id} kept={kept === true} />
        {response
          ? <StatusBadge status={response.status} />
          : <a class="button" data-action="respond" href={`${address}#respond`}>{list.respond}</a>}
      </footer>
    </article>
  );
}

/** Whether there is something to carry back decides as much as the price does. */
function WayBack({ from, to }: { from: string; to: string }) {
  return (
    <a class="way-back" href={waysAddress(to, from)} aria-label={texts.backFrom(to, from)}>
      {texts.back}
    </a>
  );
}
