// An answer that was typed is not lost, sent or not: it is kept until the page shows that it arrived.
import { recall, remember } from "./launch.ts";

const FIELDS = ["phone", "name", "comment", "offeredPrice"] as const;

interface Typed {
  readonly values: Readonly<Record<string, string>>;
  /** It was on its way. */
  readonly sent: boolean;
}

export function keepTyped(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-form=respond]");
  const key = `typed:${location.pathname}`;
  // The answer has arrived, or the server has given everything back with what is wrong.
  if (document.querySelector("#respond [data-status], #respond [aria-invalid]")) return remember(key, "");
  if (!form) return;
  const kept = recall(key);
  if (kept) restore(form, JSON.parse(kept));
  const keep = (sent: boolean) => {
    const typed: Typed = { values: valuesOf(form), sent };
    remember(key, JSON.stringify(typed));
  };
  form.addEventListener("input", () => keep(false));
  form.addEventListener("submit", () => keep(true));
}

function valuesOf(form: HTMLFormElement): Record<string, string> {
  const data = new FormData(form);
  return Object.fromEntries(FIELDS.map((name) => [name, String(data.get(name) ?? "")]));
}

function restore(form: HTMLFormElement, { values, sent }: Typed): void {
  for (const name of FIELDS) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      field.value = values[name] ?? "";
    }
  }
  if (!sent) return;
  const notice = form.querySelector("[data-not-sent]");
  notice?.setAttribute("role", "alert");
  notice?.removeAttribute("hidden");
}
