// The conditions of the event list: a plain GET form, the address is the truth.
import type { ComponentChildren } from "preact";
import { consoleTexts } from "../../../texts/admin.ts";
import type { EventSearch } from "../addresses.ts";

interface SearchFormProps {
  search: EventSearch;
  /** Messages by field. */
  errors: Readonly<Record<string, string>>;
  /** Event types to choose from; others may be typed. */
  types: readonly string[];
}

const KINDS = ["driver", "dispatcher", "staff", "system"];

export function SearchForm({ search, errors, types }: SearchFormProps) {
  const { examples } = consoleTexts;
  return (
    <form class="search" method="get" action="/admin/events" role="search">
      <Field name="stream" label={consoleTexts.stream} error={errors.stream}>
        <input {...control("stream", search, errors)} placeholder={examples.stream} data-search />
      </Field>
      <Field name="type" label={consoleTexts.type} error={errors.type}>
        <input {...control("type", search, errors)} placeholder={examples.type} list="types" />
      </Field>
      <Field name="actor" label={consoleTexts.actor} error={errors.actor}>
        <input {...control("actor", search, errors)} placeholder={examples.actor} list="kinds" />
      </Field>
      <Field name="from" label={consoleTexts.from} error={errors.from}>
        <input {...control("from", search, errors)} type="datetime-local" step="1" />
      </Field>
      <Field name="to" label={consoleTexts.to} error={errors.to}>
        <input {...control("to", search, errors)} type="datetime-local" step="1" />
      </Field>
      {search.request !== undefined && (
        <Field name="request" label={consoleTexts.request} error={errors.request}>
          <input {...control("request", search, errors)} />
        </Field>
      )}
      <div class="actions">
        <button type="submit">{consoleTexts.find}</button>
        {Object.keys(search).length > 0 && <a href="/admin/events">{consoleTexts.reset}</a>}
      </div>
      <datalist id="types">{types.map((type) => <option key={type} value={type} />)}</datalist>
      <datalist id="kinds">{KINDS.map((kind) => <option key={kind} value={kind} />)}</datalist>
    </form>
  );
}

interface FieldProps {
  name: string;
  label: string;
  error: string | undefined;
  children: ComponentChildren;
}

function Field({ name, label, error, children }: FieldProps) {
  return (
    <div class={`field field-${name}`}>
      <label for={`search-${name}`}>{label}</label>
      {children}
      {error && <span class="error" id={`error-${name}`}>{error}</span>}
    </div>
  );
}

function control(name: keyof EventSearch, search: EventSearch, errors: SearchFormProps["errors"]) {
  return {
    id: `search-${name}`,
    name,
    value: search[name] ?? "",
    autocomplete: "off",
    spellcheck: false,
    ...(errors[name] && { "aria-invalid": true, "aria-describedby": `error-${name}` }),
  } as const;
}
