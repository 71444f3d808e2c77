// The respond form as a browser posts it: text fields, the price in roubles.
import type { RespondErrors, RespondField, RespondValues } from "../../../components/RespondForm.tsx";
import { RespondForm } from "../../../domain/responses/commands.ts";
import { kopecks } from "../../../domain/shared/money.ts";
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
    ...(offeredPrice.trim() !== "" && { offeredPrice: kopecks(kopecksOf(offeredPrice)) }),
  });
  if (parsed.success) return { ok: parsed.data };
  const errors: Partial<Record<RespondField, string>> = {};
  for (const { path, message } of parsed.error.issues) {
    const field = FIELDS.find((each) => each === path[0]);
    if (field) errors[field] ??= sentence(field, message);
  }
  return { values, errors };
}

/** NaN when it is no amount of roubles ("95 000", "95000,50 ₽"). */
function kopecksOf(typed: string): number {
  const match = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(typed.replace(/[\s₽]/g, ""));
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : NaN;
}

function sentence(field: RespondField, code: string): string {
  if (field === "offeredPrice") return fieldErrors.invalid_price;
  return code in fieldErrors ? fieldErrors[code as keyof typeof fieldErrors] : fieldErrors.invalid_value;
}
