// The driver's response on the page of its load: where it stands, what happened, what can still be done.
import type { ResponseView } from "../domain/responses/mod.ts";
import { nextSteps, respond } from "../texts/responses.ts";
import { respondExtras } from "../texts/load.ts";
import { formatMoney, formatPhone, speakMoney } from "../texts/format.ts";
import { RatingForm } from "./RatingForm.tsx";
import { SimilarLoads } from "./SimilarLoads.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { Timeline } from "./Timeline.tsx";

/** Until the load is on its way the driver may step back. */
const OPEN = new Set(["sent", "delivered", "seen", "accepted"]);

interface OwnResponseProps {
  response: ResponseView;
  action: string;
  /** Why the last request about this response was refused. */
  refusal?: string | undefined;
  starsError?: string | undefined;
}

export function OwnResponse({ response, action, refusal, starsError }: OwnResponseProps) {
  const { cargo, status, timeline, notes, phone, name, comment, offeredPrice, rating } = response;
  return (
    <section class="panel" id="respond" aria-labelledby="own-response">
      <div class="row">
        <h2 id="own-response">{respond.yours}</h2>
        <StatusBadge status={status} />
      </div>
      {refusal && <p class="error" role="alert">{refusal}</p>}
      {status === "sent"
        ? <p class="success" role="status">{respond.sent}</p>
        : <p role="status">{nextSteps[status]}</p>}
      <Timeline entries={timeline} notes={notes} />
      <p class="hint">{[name, phone && formatPhone(phone)].filter(Boolean).join(" · ")}</p>
      {offeredPrice && (
        <p>
          {respond.offered}: <b aria-hidden="true">{formatMoney(offeredPrice)}</b>
          <span class="ears">{speakMoney(offeredPrice)}</span>
        </p>
      )}
      {comment && <blockquote>{comment}</blockquote>}
      {OPEN.has(status) && (
        <details class="withdraw">
          <summary class="button quiet">{respondExtras.withdrawTitle}</summary>
          <form class="stack" method="post" action={action}>
            <input type="hidden" name="_action" value="withdraw" />
            <p>{respondExtras.withdrawQuestion}</p>
            <button class="button danger" type="submit" data-action="withdraw">
              {respondExtras.withdrawYes}
            </button>
          </form>
        </details>
      )}
      {status === "rejected" && <SimilarLoads cargo={cargo} />}
      {status === "completed" &&
        (rating ? <p>{respond.rated(rating.stars)}</p> : <RatingForm action={action} error={starsError} />)}
    </section>
  );
}
