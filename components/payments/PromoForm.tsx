// A promo code: days at once, or a discount on what is bought next.
import { promo } from "../../texts/payments.ts";
import { TextField } from "../Field.tsx";

export interface PromoFormProps {
  /** As typed. */
  code: string;
  error?: string | undefined;
  /** What the code has given, in a sentence. */
  given?: string | undefined;
  /** The code prices are shown with. */
  applied?: string | undefined;
}

export function PromoForm({ code, error, given, applied }: PromoFormProps) {
  return (
    <section class="panel" id="promo" aria-labelledby="promo-title">
      <h2 id="promo-title">{promo.title}</h2>
      {given && <p class="success" role="status">{given}</p>}
      {applied
        ? (
          <>
            <p class="success" role="status">{promo.discount(applied)}</p>
            <a class="button quiet wide" href="/subscription#pay">{promo.remove}</a>
          </>
        )
        : (
          <form class="promo" method="post" action="/subscription#promo" data-form="promo" noValidate>
            <input type="hidden" name="_action" value="promo" />
            <TextField
              name="code"
              label={promo.label}
              error={error}
              value={code}
              autoComplete="off"
              autoCapitalize="characters"
              spellcheck={false}
              maxLength={64}
              autoFocus={error !== undefined}
              required
            />
            <button class="button" type="submit" data-busy={promo.busy}>{promo.apply}</button>
          </form>
        )}
    </section>
  );
}
