// The way of a load as a line: where and when it is taken, how far it goes, where and when it is left.
import type { Card, Detail } from "../domain/freight/cargo.ts";
import { cargo as texts } from "../texts/cargo.ts";
import { list } from "../texts/list.ts";
import { formatDistance, formatWindow } from "../texts/format.ts";
import { load } from "../texts/load.ts";

type Known = Card & Partial<Pick<Detail, "fromAddress" | "toAddress">>;

export function RouteLine({ cargo }: { cargo: Known }) {
  const { loadingDate, loadingDateEnd, unloadingDate, unloadingDateEnd, distanceKm } = cargo;
  return (
    <ol class="route-line">
      <Stop
        term={texts.loading}
        city={cargo.from}
        address={cargo.fromAddress}
        when={loadingDate && formatWindow(loadingDate, loadingDateEnd)}
      />
      {distanceKm !== undefined && <li class="leg">{load.onTheWay(formatDistance(distanceKm))}</li>}
      <Stop
        term={texts.unloading}
        city={cargo.to}
        address={cargo.toAddress}
        when={unloadingDate && formatWindow(unloadingDate, unloadingDateEnd)}
      />
    </ol>
  );
}

interface StopProps {
  term: string;
  city: string;
  address: string | undefined;
  when: string | undefined;
}

function Stop({ term, city, address, when }: StopProps) {
  return (
    <li class="stop">
      <span class="hint">{when ? `${term}, ${when}` : term}</span>
      <b>{city || list.unknownPlace}</b>
      {address && address !== city && <span class="address">{address}</span>}
    </li>
  );
}
