// Rating a finished transport with one to five stars.
import { respond } from "../texts/responses.ts";
import { respondExtras } from "../texts/load.ts";
import { LongField } from "./Field.tsx";

const STARS = [5, 4, 3, 2, 1];

/** Stars are listed from five down and laid out in reverse, so that CSS can fill the ones before the chosen. */
export function RatingForm({ action, error }: { action: string; error?: string | undefined }) {
  return (
    <form class="stack" data-form="rate" method="post" action={action}>
      <input type="hidden" name="_action" value="rate" />
      <fieldset class="stars" aria-describedby={error && "stars-error"}>
        <legend>{respond.rate}</legend>
        <div>
          {STARS.map((count) => (
            <label key={count}>
              <input class="ears" type="radio" name="stars" value={count} required />
              <span class="ears">{respond.stars(count)}</span>
              <span class="star" aria-hidden="true">★</span>
            </label>
          ))}
        </div>
      </fieldset>
      {error && <p class="error" id="stars-error">{error}</p>}
      <LongField
        name="comment"
        label={respondExtras.ratingComment}
        hint={respond.optional}
        value=""
        maxLength={500}
        rows={2}
      />
      <button class="button" type="submit">{respond.rateSubmit}</button>
    </form>
  );
}
