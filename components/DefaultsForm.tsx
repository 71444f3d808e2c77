// What answers begin with: phone, name and a standing remark, as a plain form.
import { defaults as texts } from "../texts/profile.ts";
import { LongField, TextField } from "./Field.tsx";
import { SharePhone } from "./SharePhone.tsx";

interface DefaultsFormProps {
  /** As typed. */
  values: { readonly phone: string; readonly name: string; readonly comment: string };
  /** Sentences by field. */
  errors: { readonly phone?: string; readonly name?: string; readonly comment?: string };
  /** Telegram vouches for the phone. */
  isVerified: boolean;
  /** What is shown has just been kept. */
  saved: boolean;
}

export function DefaultsForm({ values, errors, isVerified, saved }: DefaultsFormProps) {
  const isWrong = Object.keys(errors).length > 0;
  return (
    <section class="panel" id="defaults" aria-labelledby="defaults-title">
      <h2 id="defaults-title">{texts.title}</h2>
      <p class="hint">{texts.lead}</p>
      {isWrong && <p class="error" role="alert">{texts.wrong}</p>}
      {saved && <p class="success" role="status">{texts.saved}</p>}
      <form class="stack" data-form="defaults" method="post" action="/profile" noValidate>
        <input type="hidden" name="_action" value="defaults" />
        <TextField
          name="phone"
          label={texts.phone}
          hint={isVerified ? `— ${texts.verified}` : undefined}
          error={errors.phone}
          value={values.phone}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          placeholder="+7 912 345-67-89"
          maxLength={32}
          autoFocus={errors.phone !== undefined}
          required
        />
        <SharePhone />
        <TextField
          name="name"
          label={texts.name}
          error={errors.name}
          value={values.name}
          autoComplete="name"
          maxLength={80}
          autoFocus={errors.phone === undefined && errors.name !== undefined}
          required
        />
        <LongField
          name="comment"
          label={texts.comment}
          hint={texts.commentHint}
          error={errors.comment}
          value={values.comment}
          maxLength={500}
          rows={2}
        />
        <button class="button wide" type="submit" data-busy={texts.saving}>{texts.save}</button>
      </form>
    </section>
  );
}
