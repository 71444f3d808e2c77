// All tariffs in one form, a row each and an empty one for another.
import { settingTexts as texts } from "../../../texts/admin_settings.ts";
import { Input } from "../FormField.tsx";
import { ReasonField } from "../ReasonField.tsx";

/** As typed: money in roubles and Stars. */
export interface TypedTariff {
  readonly id: string;
  readonly name: string;
  readonly days: string;
  readonly price: string;
  readonly starsPrice: string;
}

interface TariffFormProps {
  rows: readonly TypedTariff[];
  /** Messages by `row.field`; `reason` and `all` for the rest. */
  errors: Readonly<Record<string, string>>;
  why: string;
}

const FIELDS = ["id", "name", "days", "price", "starsPrice"] as const;
const DIGITS = new Set<string>(["days", "price", "starsPrice"]);

export function TariffForm({ rows, errors, why }: TariffFormProps) {
  return (
    <form method="post" class="tariffs" data-form="tariffs">
      {errors["all"] && <p class="error" role="alert">{errors["all"]}</p>}
      {rows.map((row, index) => (
        <fieldset key={index} data-tariff={row.id}>
          <legend>{row.name || texts.newRow}</legend>
          {FIELDS.map((field) => (
            <Input
              key={field}
              id={`${field}-${index}`}
              name={field}
              label={texts[field]}
              value={row[field]}
              error={errors[`${index}.${field}`]}
              {...(DIGITS.has(field) && { inputmode: "decimal" as const })}
            />
          ))}
        </fieldset>
      ))}
      <div class="fields">
        <ReasonField value={why} error={errors["reason"]} />
        <button type="submit">{texts.save}</button>
      </div>
    </form>
  );
}
