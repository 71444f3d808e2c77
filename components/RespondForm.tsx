// Answering a load: a plain form. Values come back as typed when something was wrong with them.
import { respond } from "../texts/responses.ts";
import { paywall } from "../texts/payments.ts";
import { CommentField, ContactFields } from "./ContactFields.tsx";
import { TextField } from "./Field.tsx";

export type RespondField = "phone" | "name" | "comment" | "offeredPrice";
/** As typed. */
export type RespondValues = Readonly<Record<RespondField, string>>;
export type RespondErrors = Readonly<Partial<Record<RespondField, string>>>;

interface RespondFormProps {
  action: string;
  values: RespondValues;
  errors: RespondErrors;
  /** Nobody needs a subscription for it now. */
  free: boolean;
}

export function RespondForm({ action, values, errors, free }: RespondFormProps) {
  const priceIsFirstWrong = !errors.phone && !errors.name && errors.offeredPrice !== undefined;
  return (
    <form
      class="stack"
      data-form="respond"
      data-main={respond.title}
      method="post"
      action={action}
      noValidate
    >
      {Object.keys(errors).length > 0 && <p class="error" role="alert">{respond.wrong}</p>}
      {/* Shown by islands/(_host)/typed.ts, when what was sent before did not arrive. */}
      <p class="error" data-not-sent hidden>{respond.notSent}</p>
      <ContactFields labels={respond} values={values} errors={errors} />
      <TextField
        name="offeredPrice"
        label={respond.price}
        hint={respond.optional}
        error={errors.offeredPrice}
        value={values.offeredPrice}
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        autoFocus={priceIsFirstWrong}
      />
      <CommentField
        label={respond.comment}
        hint={respond.optional}
        value={values.comment}
        error={errors.comment}
      />
      <button class="button wide" type="submit" data-action="respond" data-busy={respond.sending}>
        {respond.submit}
      </button>
      <p class="hint">{free ? respond.lead : paywall.withSubscription}</p>
    </form>
  );
}
