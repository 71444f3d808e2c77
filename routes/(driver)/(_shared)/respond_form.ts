// The respond form as a browser posts it: text fields, the price in roubles.
import type { RespondErrors, RespondField, RespondValues } from "../../../components/RespondForm.tsx";
import { RespondForm } from "../../../domain/responses/commands.ts";
import { kopecks, typedKopecks } from "../../../domain/shared/money.ts";
import { fieldErrors } from "../../../texts/ru.ts";

const FIELDS = ["phone", "name", "comment", "offeredPrice"] as const satisfies RespondField[];

export type ReadRespondForm =
  | { readonly ok: RespondForm }
  | { readonly values: RespondValues; readonly errors: RespondErrors };

/** The form, or what was typed with a sentence beside each wrong field. */
export function readRespondForm(form: URLSearchParams): ReadRespondForm {
  const values = Object.fromEntries(FIELDS.map((field) => [field, form.get(field) ?? ""])) as RespondValues;
  const { phone, name, comment, offeredPrice } = values;
  const parsed = RespondForm.safeParse({
    phone,
    name,
    ...(comment.trim() !== "" && { comment }),
    ...(offeredPrice.trim() !== "" && { offeredPrice: kopecks(typedKopecks(offeredPrice) ?? NaN) }),
  });
  if (parsed.success) return { ok: parsed.data };
  const errors: Partial<Record<RespondField, string>> = {};
  for (const { path, message } of parsed.error.issues) {
    const field = FIELDS.find((each) => each === path[0]);
    if (field) errors[field] ??= sentence(field, message);
  }
  return { values, errors };
}

function sentence(field: RespondField, code: string): string {
  if (field === "offeredPrice") return fieldErrors.invalid_price;
  return code in fieldErrors ? fieldErrors[code as keyof typeof fieldErrors] : fieldErrors.invalid_value;
}
