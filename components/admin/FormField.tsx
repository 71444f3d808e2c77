// A labelled control of the console's forms, with what is wrong with it.
import type { ComponentChildren, JSX } from "preact";

interface FormFieldProps {
  /** Unique on the page; the error's id is `${id}-error`. */
  id: string;
  label: string;
  error?: string | undefined;
  hint?: string;
  children: ComponentChildren;
}

export function FormField({ id, label, error, hint, children }: FormFieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint && <span class="quiet" id={`${id}-hint`}>{hint}</span>}
      {error && <span class="error" id={`${id}-error`}>{error}</span>}
    </div>
  );
}

export interface InputProps extends Omit<JSX.InputHTMLAttributes<HTMLInputElement>, "label" | "id" | "name"> {
  name: string;
  label: string;
  /** The name unless given. */
  id?: string;
  error?: string | undefined;
  hint?: string;
}

/** A field of one line. */
export function Input({ name, label, id = name, error, hint, ...rest }: InputProps) {
  return (
    <FormField id={id} label={label} {...(hint && { hint })} error={error}>
      <input {...rest} {...described(id, error, hint)} id={id} name={name} autocomplete="off" />
    </FormField>
  );
}

interface SelectProps {
  name: string;
  label: string;
  id?: string;
  value?: string | undefined;
  /** Value and text, in order. */
  options: readonly (readonly [value: string, text: string])[];
  error?: string | undefined;
}

export function Select({ name, label, id = name, value = "", options, error }: SelectProps) {
  return (
    <FormField id={id} label={label} error={error}>
      <select id={id} name={name} {...described(id, error)}>
        {options.map(([each, text]) => (
          <option key={each} value={each} selected={each === value}>{text}</option>
        ))}
      </select>
    </FormField>
  );
}

function described(id: string, error: string | undefined, hint?: string) {
  const by = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return { ...(error && { "aria-invalid": true }), ...(by && { "aria-describedby": by }) };
}
