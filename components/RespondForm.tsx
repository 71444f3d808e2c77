// Answering a load: a plain form. Values come back as typed when something was wrong with them.
import { respond } from "../texts/driver.ts";
import { paywall } from "../texts/payments.ts";
import { LongField, TextField } from "./Field.tsx";
import { SharePhone } from "./SharePhone.tsx";

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

const ORDER: readonly RespondField[] = ["phone", "name", "offeredPrice", "comment"];

export function RespondForm({ action, values, errors, free }: RespondFormProps) {
  const first = ORDER.find((field) => errors[field] !== undefined);
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
        autoFocus={first === "phone"}
        required
      />
      <SharePhone />
      <TextField
        name="name"
        label={respond.name}
        error={errors.name}
        value={values.name}
        autoComplete="name"
        maxLength={80}
        autoFocus={first === "name"}
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
        autoFocus={first === "offeredPrice"}
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
      <p class="hint">{free ? respond.lead : paywall.withSubscription}</p>
    </form>
  );
}
