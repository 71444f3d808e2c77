// One load in the list: route, price, when, how much, what truck. The whole card opens the load.
import type { Card } from "../domain/freight/cargo.ts";
import { list } from "../texts/driver.ts";
import { formatDistance, formatWeightVolume, formatWindow } from "../texts/format.ts";
import { Price } from "./Price.tsx";
import { Route } from "./Route.tsx";
import { StatusBadge } from "./StatusBadge.tsx";

/** `age`: how old the data is, in words ("4 мин назад"). */
export function CargoCard({ cargo, age }: { cargo: Card; age: string }) {
  const address = `/cargos/${encodeURIComponent(cargo.id)}`;
  const facts = [
    cargo.loadingDate && formatWindow(cargo.loadingDate, cargo.loadingDateEnd),
    formatWeightVolume(cargo.weightKg, cargo.volumeM3),
    cargo.distanceKm !== undefined && formatDistance(cargo.distanceKm),
  ].filter(Boolean);
  const truck = [cargo.truckTypes.join(", "), cargo.loadTypes.join(", ")].filter(Boolean).join(" · ");
  return (
    <article class="card" data-cargo-id={cargo.id}>
      <h2>
        <a class="whole" href={address}>
          <Route from={cargo.from} to={cargo.to} />
        </a>
      </h2>
      <Price {...cargo} />
      {facts.length > 0 && <p class="facts">{facts.map((fact) => <span key={fact}>{fact}</span>)}</p>}
      {truck && <p class="truck">{truck}</p>}
      <footer>
        <p class="origin">
          {cargo.company && <span class="company">{cargo.company}</span>}
          <span>{list.checked(age)}</span>
        </p>
        {cargo.response
          ? <StatusBadge status={cargo.response.status} />
          : <a class="button" data-action="respond" href={`${address}#respond`}>{list.respond}</a>}
      </footer>
    </article>
  );
}
