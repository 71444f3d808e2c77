// Plain forms about money: read into the bodies of the API and held to the same rules.
import type { z } from "zod";
import { typedKopecks } from "../../../domain/shared/money.ts";
import { readForm } from "../../(driver)/(_shared)/read_form.ts";
import { fieldsOf } from "../../api/admin/(_shared)/fields.ts";
import { fromMoscow } from "./moscow.ts";

/** What was typed, by field; empty fields are left out. */
export type Typed = Readonly<Record<string, string>>;

export type FormErrors = Readonly<Record<string, string>>;

export async function readTyped(req: Request): Promise<Typed> {
  const entries = [...await readForm(req)].map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ""));
}

/** `body` is what the typed fields mean, as the API would be sent it. */
export function understand<T extends z.ZodType>(
  schema: T,
  body: unknown,
): { ok: z.output<T> } | { errors: FormErrors } {
  const read = schema.safeParse(body);
  return read.success ? { ok: read.data } : { errors: errorsByField(fieldsOf(read.error.issues)) };
}

/** The first of each field. */
export function errorsByField(errors: readonly { field: string; message: string }[]): FormErrors {
  return Object.fromEntries(errors.toReversed().map(({ field, message }) => [field, message]));
}

/** A whole number, else the text itself, which no schema of numbers takes. */
export function number(text: string | undefined): number | string | undefined {
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** Kopecks of roubles as people type them, else the text itself. */
export function kopecksTyped(text: string | undefined): number | string | undefined {
  if (text === undefined) return undefined;
  return typedKopecks(text) ?? text;
}

/** ISO 8601 of a Moscow wall clock, else the text itself. */
export function momentTyped(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const moment = new Date(fromMoscow(text));
  return Number.isNaN(moment.getTime()) ? text : moment.toISOString();
}
