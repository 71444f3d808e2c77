// The driver's response on the page of its load: where it stands, what happened, what can still be done.
import type { ResponseView } from "../domain/responses/mod.ts";
import { nextSteps, respond } from "../texts/driver.ts";
import { formatMoney, formatPhone } from "../texts/format.ts";
import { RatingForm } from "./RatingForm.tsx";
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
  const { status, timeline, phone, name, comment, offeredPrice, rating } = response;
  return (
    <section class="panel" id="respond" aria-labelledby="own-response">
      <div class="row">
        <h2 id="own-response">{respond.yours}</h2>
        <StatusBadge status={status} />
      </div>
      {refusal && <p class="error" role="alert">{refusal}</p>}
      <p role="status">{nextSteps[status]}</p>
      <Timeline entries={timeline} />
      <p class="hint">
        {[
          name,
          phone && formatPhone(phone),
          offeredPrice && `${respond.offered}: ${formatMoney(offeredPrice)}`,
        ]
          .filter(Boolean).join(" · ")}
      </p>
      {comment && <blockquote>{comment}</blockquote>}
      {OPEN.has(status) && (
        <form method="post" action={action}>
          <input type="hidden" name="_action" value="withdraw" />
          <button class="button quiet" type="submit" data-action="withdraw">{respond.withdraw}</button>
          <p class="hint">{respond.withdrawHint}</p>
        </form>
      )}
      {status === "completed" &&
        (rating ? <p>{respond.rated(rating.stars)}</p> : <RatingForm action={action} error={starsError} />)}
    </section>
  );
}
