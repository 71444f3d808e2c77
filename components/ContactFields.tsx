// Whom to call, and what to say besides: the fields that an answer and its defaults share.
import { LongField, TextField } from "./Field.tsx";
import { SharePhone } from "./SharePhone.tsx";

interface ContactFieldsProps {
  labels: { readonly phone: string; readonly name: string };
  phoneHint?: string | undefined;
  /** As typed. */
  values: { readonly phone: string; readonly name: string };
  /** Sentences by field. */
  errors: { readonly phone?: string; readonly name?: string };
}

/** The first wrong one has the focus. */
export function ContactFields({ labels, phoneHint, values, errors }: ContactFieldsProps) {
  return (
    <>
      <TextField
        name="phone"
        label={labels.phone}
        hint={phoneHint}
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
        label={labels.name}
        error={errors.name}
        value={values.name}
        autoComplete="name"
        maxLength={80}
        autoFocus={errors.phone === undefined && errors.name !== undefined}
        required
      />
    </>
  );
}

interface CommentFieldProps {
  label: string;
  hint: string;
  value: string;
  error: string | undefined;
}

export function CommentField(props: CommentFieldProps) {
  return <LongField {...props} name="comment" maxLength={500} rows={2} />;
}
