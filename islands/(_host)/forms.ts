// Plain forms, made patient: one press is one request, and the hand feels it.
import type { Host } from "./host.ts";

export function guardForms(host: Host | null): void {
  document.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  document.addEventListener("submit", ({ target, submitter }) => {
    const form = target as HTMLFormElement;
    if (form.method !== "post") return;
    const button = submitter as HTMLButtonElement | null ??
      form.querySelector<HTMLButtonElement>("button[type=submit]");
    if (!button) return;
    host?.haptic("selection");
    // After the event: a disabled button would not be part of what is being sent.
    setTimeout(() => {
      button.disabled = true;
      button.setAttribute("aria-busy", "true");
      if (button.dataset.busy) button.textContent = button.dataset.busy;
    });
  });
  // A page shown again from the browser's memory would still have its button disabled.
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.querySelector("button[aria-busy]")) location.reload();
  });
}
