// Views with how far they are, and a button each to rebuild them.
import type { ProjectionWithRebuild } from "../../../domain/projections/mod.ts";
import RebuildProgress from "../../../islands/admin/RebuildProgress.tsx";
import { projectionTexts } from "../../../texts/admin_projections.ts";

export function ProjectionTable({ views }: { views: readonly ProjectionWithRebuild[] }) {
  return (
    <table class="projections cards">
      <thead>
        <tr>
          <th scope="col">{projectionTexts.name}</th>
          <th scope="col" class="sum">{projectionTexts.version}</th>
          <th scope="col" class="sum">{projectionTexts.position}</th>
          <th scope="col" class="sum">{projectionTexts.lag}</th>
          <th scope="col" class="sum">{projectionTexts.rate}</th>
          <th scope="col">{projectionTexts.error}</th>
          <th scope="col">{projectionTexts.rebuildColumn}</th>
        </tr>
      </thead>
      <tbody>{views.map((view) => <View key={view.name} {...view} />)}</tbody>
    </table>
  );
}

function View(
  { name, version, position, lag, eventsPerSecond, lastError, rebuild }: ProjectionWithRebuild,
) {
  return (
    <tr data-projection={name}>
      <th scope="row">{name}</th>
      <td class="num sum" data-label={projectionTexts.version}>{version}</td>
      <td class="num sum" data-label={projectionTexts.position}>{position}</td>
      <td class={lag > 0 ? "num sum error" : "num sum"} data-label={projectionTexts.lag}>{lag}</td>
      <td class="num sum" data-label={projectionTexts.rate}>{Math.round(eventsPerSecond)}</td>
      <td class="error">{lastError ?? ""}</td>
      <td>
        <RebuildProgress name={name} state={rebuild} />
      </td>
    </tr>
  );
}
