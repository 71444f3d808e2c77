// A press on a heart shows at once and needs no new page; when it did not arrive, the heart goes back.
import type { Host } from "./host.ts";

export function pressHearts(host: Pick<Host, "haptic"> | null): void {
  document.addEventListener("submit", async (event) => {
    const form = event.target as HTMLFormElement;
    const button = form.querySelector<HTMLButtonElement>("[data-action=keep]");
    const cargoId = form.dataset.mark;
    if (!button || cargoId === undefined) return;
    event.preventDefault();
    // The guard of plain forms would wait for a new page.
    event.stopImmediatePropagation();
    const on = button.value === "yes";
    show(button, on);
    host?.haptic("selection");
    const answer = await fetch(`/api/marks/kept/${cargoId}`, { method: on ? "POST" : "DELETE" })
      .catch(() => null);
    if (!answer?.ok) {
      show(button, !on);
      host?.haptic("error");
    }
  }, { capture: true });
}

function show(button: HTMLButtonElement, kept: boolean): void {
  button.setAttribute("aria-pressed", String(kept));
  button.value = kept ? "no" : "yes";
}
