// One response in the driver's list: the load, where it stands, how it came there.
import type { ResponseView } from "../domain/responses/mod.ts";
import { cargo as texts } from "../texts/cargo.ts";
import { nextSteps, respond } from "../texts/responses.ts";
import { formatWindow } from "../texts/format.ts";
import { Price } from "./Price.tsx";
import { Route } from "./Route.tsx";
import { SimilarLoads } from "./SimilarLoads.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { Timeline } from "./Timeline.tsx";

export function ResponseItem({ response }: { response: ResponseView }) {
  const { responseId, cargoId, cargo, status, timeline, notes, rating } = response;
  const address = `/cargos/${encodeURIComponent(cargoId)}#respond`;
  return (
    <article class="card" data-response-id={responseId}>
      <h3>
        <a class="whole" href={address}>
          <Route from={cargo.from} to={cargo.to} />
        </a>
      </h3>
      <p>
        <StatusBadge status={status} />
      </p>
      <Price {...cargo} />
      {/* With its name: beside a status it would read as the day of that. */}
      {cargo.loadingDate && (
        <p class="hint">{texts.loading} {formatWindow(cargo.loadingDate, cargo.loadingDateEnd)}</p>
      )}
      <p>{nextSteps[status]}</p>
      <Timeline entries={timeline} notes={notes} />
      {status === "completed" && (rating
        ? <p class="hint">{respond.rated(rating.stars)}</p>
        : <a class="button quiet" href={address}>{respond.rateSubmit}</a>)}
      {status === "rejected" && <SimilarLoads cargo={cargo} />}
    </article>
  );
}
