// The caches of CargoTech's answers: how full, how useful, and a button that empties one.
import type { CargoTechCache } from "../../domain/cargotech/mod.ts";
import { cargotechTexts as texts } from "../../texts/admin_cargotech.ts";

export function CacheTable({ caches }: { caches: readonly CargoTechCache[] }) {
  return (
    <table class="caches cards">
      <thead>
        <tr>
          <th scope="col">{texts.cache}</th>
          <th scope="col" class="sum">{texts.size}</th>
          <th scope="col" class="sum">{texts.ttl}</th>
          <th scope="col" class="sum">{texts.hitRate}</th>
          {OUTCOMES.map((outcome) => <th key={outcome} scope="col" class="sum">{texts.outcomes[outcome]}
          </th>)}
          <th scope="col">{texts.action}</th>
        </tr>
      </thead>
      <tbody>{caches.map((cache) => <CacheRow key={cache.name} {...cache} />)}</tbody>
    </table>
  );
}

const OUTCOMES = ["hit", "stale", "miss", "rescued", "failed"] as const;

function CacheRow({ name, size, largest, ttlSeconds, ...counts }: CargoTechCache) {
  return (
    <tr data-cache={name}>
      <td>{name}</td>
      <td class="num sum" data-label={texts.size}>{texts.of(size, largest)}</td>
      <td class="num sum" data-label={texts.ttl}>{texts.seconds(ttlSeconds)}</td>
      <td class="num sum" data-label={texts.hitRate}>{hitRate(counts)}</td>
      {OUTCOMES.map((outcome) => (
        <td key={outcome} class="num sum" data-label={texts.outcomes[outcome]}>{counts[outcome]}</td>
      ))}
      <td>
        <form method="post" action={`/admin/cargotech/caches/${name}/clear`}>
          <button type="submit" aria-label={`${texts.clear}: ${name}`}>{texts.clear}</button>
        </form>
      </td>
    </tr>
  );
}

/** Questions answered without making the asker wait for CargoTech. */
function hitRate({ hit, stale, miss, rescued, failed }: Pick<CargoTechCache, typeof OUTCOMES[number]>) {
  const all = hit + stale + miss + rescued + failed;
  return all === 0 ? "–" : `${Math.round((hit + stale) / all * 100)} %`;
}
