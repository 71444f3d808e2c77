// What a driver's next answer begins with, as it stands in a form, and that form as a browser posts it.
import type { Driver } from "../../../domain/drivers/mod.ts";
import { RespondDefaults } from "../../../domain/drivers/commands.ts";
import { formatPhone } from "../../../texts/format.ts";
import { fieldErrors } from "../../../texts/ru.ts";

export type DefaultsField = "phone" | "name" | "comment";
/** As typed. */
export type DefaultsValues = Readonly<Record<DefaultsField, string>>;
export type DefaultsErrors = Readonly<Partial<Record<DefaultsField, string>>>;

/** What was set, else what was said last, else the name Telegram gives. */
export function respondDefaults(driver: Driver | null): DefaultsValues {
  const { firstName = "", contact, comment = "" } = driver ?? {};
  return {
    phone: contact ? formatPhone(contact.phone) : "",
    name: contact?.name || firstName,
    comment,
  };
}

export function readDefaults(
  form: URLSearchParams,
): { readonly ok: RespondDefaults } | { readonly values: DefaultsValues; readonly errors: DefaultsErrors } {
  const [phone = "", name = "", comment = ""] = ["phone", "name", "comment"].map((field) =>
    form.get(field) ?? ""
  );
  const parsed = RespondDefaults.safeParse({ phone, name, ...(comment.trim() !== "" && { comment }) });
  if (parsed.success) return { ok: parsed.data };
  const errors: Partial<Record<DefaultsField, string>> = {};
  for (const { path, message } of parsed.error.issues) {
    errors[path[0] as DefaultsField] ??= fieldErrors[message as keyof typeof fieldErrors];
  }
  return { values: { phone, name, comment }, errors };
}
