// A rebuild of a view: how far it is, or what the comparison with the rows shown before has found.
import type { RebuildState } from "../../../domain/projections/mod.ts";
import { projectionTexts } from "../../../texts/admin_projections.ts";
import { Changes } from "./Changes.tsx";
import { changesBetween } from "./changes.ts";

export function Rebuild({ status, position, target, eventsPerSecond, error, ...compared }: RebuildState) {
  switch (status) {
    case "running":
      return (
        <div data-rebuild="running">
          <progress value={position} max={Math.max(1, target)} aria-label={projectionTexts.rebuilding} />
          <div class="num quiet">
            {projectionTexts.progress(position, target, Math.round(eventsPerSecond))}
          </div>
        </div>
      );
    case "failed":
      return <div class="error" data-rebuild="failed">{projectionTexts.failed} {error}</div>;
    case "done":
      return <Verdict {...compared} position={position} />;
  }
}

type Compared = Pick<RebuildState, "position" | "identical" | "firstDifference">;

function Verdict({ position, identical, firstDifference }: Compared) {
  if (identical === undefined) {
    return <div class="quiet" data-rebuild="done">{projectionTexts.builtFirst(position)}</div>;
  }
  if (identical) {
    return <div class="good" data-rebuild="identical">{projectionTexts.identical(position)}</div>;
  }
  return (
    <div data-rebuild="different">
      <p class="error">{projectionTexts.different(position)}</p>
      {firstDifference && (
        <>
          <p class="num">{projectionTexts.firstDifference} {JSON.stringify(firstDifference.key)}</p>
          <Changes changes={changesBetween(firstDifference.live, firstDifference.rebuilt)} />
        </>
      )}
    </div>
  );
}
