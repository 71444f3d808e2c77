// One favourite: the load at today's price, or that it is gone, with the heart to put it away.
import type { Favourite } from "../domain/marks/mod.ts";
import type { Badge } from "../domain/responses/mod.ts";
import { list } from "../texts/list.ts";
import { formatDistance, formatWeightVolume, formatWindow } from "../texts/format.ts";
import { favourites as texts } from "../texts/marks.ts";
import { KeepButton } from "./KeepButton.tsx";
import { Price } from "./Price.tsx";
import { Route } from "./Route.tsx";
import { StatusBadge } from "./StatusBadge.tsx";

export function FavouriteItem(
  { favourite: { cargoId, cargo, gone }, response }: { favourite: Favourite; response: Badge | undefined },
) {
  const address = `/cargos/${encodeURIComponent(cargoId)}`;
  const facts = [
    cargo.loadingDate && formatWindow(cargo.loadingDate, cargo.loadingDateEnd),
    formatWeightVolume(cargo.weightKg, cargo.volumeM3),
    cargo.distanceKm !== undefined && formatDistance(cargo.distanceKm),
  ].filter(Boolean);
  // Of a load that is gone only the driver's own response can still be opened.
  const opens = !gone || response !== undefined;
  const route = <Route from={cargo.from} to={cargo.to} />;
  return (
    <article class={gone ? "card gone" : "card"} data-cargo-id={cargoId}>
      <h2>{opens ? <a class="whole" href={address}>{route}</a> : route}</h2>
      {!gone && <Price {...cargo} />}
      {facts.length > 0 && <p class="facts">{facts.map((fact) => <span key={fact}>{fact}</span>)}</p>}
      {gone && <p class="hint">{texts.gone}</p>}
      <footer>
        <KeepButton cargoId={cargoId} kept />
        {response && <StatusBadge status={response.status} />}
        {!gone && !response && <a class="button" href={`${address}#respond`}>{list.respond}</a>}
      </footer>
    </article>
  );
}
