// Answering a load: a plain form. Values come back as typed when something was wrong with them.
import { respond } from "../texts/driver.ts";
import { LongField, TextField } from "./Field.tsx";

export type RespondField = "phone" | "name" | "comment" | "offeredPrice";
/** As typed. */
export type RespondValues = Readonly<Record<RespondField, string>>;
export type RespondErrors = Readonly<Partial<Record<RespondField, string>>>;

interface RespondFormProps {
  action: string;
  values: RespondValues;
  errors: RespondErrors;
}

export function RespondForm({ action, values, errors }: RespondFormProps) {
  return (
    <form class="stack" data-form="respond" method="post" action={action} noValidate>
      {Object.keys(errors).length > 0 && <p class="error" role="alert">{respond.wrong}</p>}
      {/* Shown by islands/(_host)/typed.ts, when what was sent before did not arrive. */}
      <p class="error" data-not-sent hidden>{respond.notSent}</p>
      <TextField
        name="phone"
        label={respond.phone}
        error={errors.phone}
        value={values.phone}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        placeholder="+7 912 345-67-89"
        maxLength={32}
        required
      />
      <TextField
        name="name"
        label={respond.name}
        error={errors.name}
        value={values.name}
        autoComplete="name"
        maxLength={80}
        required
      />
      <TextField
        name="offeredPrice"
        label={respond.price}
        hint={respond.optional}
        error={errors.offeredPrice}
        value={values.offeredPrice}
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
      />
      <LongField
        name="comment"
        label={respond.comment}
        hint={respond.optional}
        error={errors.comment}
        value={values.comment}
        maxLength={500}
        rows={2}
      />
      <button class="button wide" type="submit" data-action="respond" data-busy={respond.sending}>
        {respond.submit}
      </button>
      <p class="hint">{respond.lead}</p>
    </form>
  );
}
