// What answers begin with: phone, name and a standing remark, as a plain form.
import { defaults as texts } from "../texts/profile.ts";
import { CommentField, ContactFields } from "./ContactFields.tsx";

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
        <ContactFields
          labels={texts}
          phoneHint={isVerified ? `— ${texts.verified}` : undefined}
          values={values}
          errors={errors}
        />
        <CommentField
          label={texts.comment}
          hint={texts.commentHint}
          value={values.comment}
          error={errors.comment}
        />
        <button class="button wide" type="submit" data-busy={texts.saving}>{texts.save}</button>
      </form>
    </section>
  );
}
