// The form of a saved search: its name, what it looks for, and when the bot may write. Its second button looks without saving.
import type { ComponentChildren } from "preact";
import { searchForm as texts } from "../texts/searches.ts";
import { TextField } from "./Field.tsx";
import { QuietHoursFields } from "./QuietHoursFields.tsx";
import { Conditions } from "./SearchItem.tsx";

export interface SearchFormProps {
  /** Where it is posted; the same address shows what would be found. */
  action: string;
  /** Changes a search that is there already. */
  isSaved: boolean;
  name: string;
  alerts: boolean;
  quiet: { readonly from: string; readonly to: string };
  /** Sentences by field name. */
  errors: Readonly<Record<string, string>>;
  /** What was refused just now. */
  refused?: string | undefined;
  /** What is looked for, in words. */
  conditions: readonly string[];
  /** The fields of the filter, to be seen at once or behind their summary. */
  filter: ComponentChildren;
  filterOpen: boolean;
}

export function SearchForm(props: SearchFormProps) {
  const { action, errors, refused } = props;
  return (
    <form class="panel stack" data-form="search" data-main method="post" action={action} noValidate>
      {refused && <p class="error" role="alert">{refused}</p>}
      {/* Told apart from an address that only brings a filter along. */}
      <input type="hidden" name="typed" value="1" />
      <TextField
        label={texts.name}
        hint={texts.nameHint}
        name="name"
        value={props.name}
        error={errors.name}
        maxLength={60}
        autoComplete="off"
      />
      <h2>{texts.what}</h2>
      <Conditions conditions={props.conditions} />
      <details class="search-filter" open={props.filterOpen}>
        <summary>{texts.changeWhat}</summary>
        <div class="stack">{props.filter}</div>
      </details>
      <QuietHoursFields alerts={props.alerts} quiet={props.quiet} errors={errors} />
      <div class="actions">
        <button class="button" type="submit">{props.isSaved ? texts.saveChanges : texts.save}</button>
        <button
          class="button quiet"
          type="submit"
          formMethod="get"
          formAction={`${action}#found`}
          name="test"
          value="1"
        >
          {texts.test}
        </button>
      </div>
    </form>
  );
}
