// A labelled control with its hint and its error beside it, tied together for assistive technology.
import type { ComponentChildren, JSX } from "preact";

interface FieldShape {
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
}

interface Described {
  id: string;
  name: string;
  "aria-invalid"?: "true";
  "aria-describedby"?: string;
}

function described({ name, error }: FieldShape): Described {
  const id = `field-${name}`;
  return { id, name, ...(error && { "aria-invalid": "true", "aria-describedby": `${id}-error` }) };
}

function Labelled({ name, label, hint, error, children }: FieldShape & { children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={`field-${name}`}>
        {label}
        {hint && <small>{` ${hint}`}</small>}
      </label>
      {children}
      {error && <p class="error" id={`field-${name}-error`}>{error}</p>}
    </div>
  );
}

type Own = "name" | "label";

/** A one-line input. */
export function TextField(
  { name, label, hint, error, ...input }: FieldShape & Omit<JSX.InputHTMLAttributes, Own>,
) {
  const shape = { name, label, hint, error };
  return (
    <Labelled {...shape}>
      <input {...input} {...described(shape)} />
    </Labelled>
  );
}

/** A text of several lines. */
export function LongField(
  { name, label, hint, error, value, maxLength, rows }: FieldShape & {
    value: string;
    maxLength: number;
    rows: number;
  },
) {
  const shape = { name, label, hint, error };
  return (
    <Labelled {...shape}>
      <textarea {...described(shape)} maxLength={maxLength} rows={rows}>{value}</textarea>
    </Labelled>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One of several; `selected` that is none of the choices selects the first. */
export function SelectField(
  { name, label, error, choices, selected }: FieldShape & { choices: readonly Choice[]; selected: string },
) {
  const shape = { name, label, error };
  return (
    <Labelled {...shape}>
      <select {...described(shape)}>
        {choices.map(({ value, label }) => (
          <option key={value} value={value} selected={value === selected}>{label}</option>
        ))}
      </select>
    </Labelled>
  );
}
