// What Telegram must ask the person first. `data-asks="write-access"` marks what makes the bot write: a form, its button
// or a tick in it. The bot may not write to those who never started it, so the question comes before the alerts.
import type { Host } from "./host.ts";

const ASKS = "[data-asks=write-access]";

export function askBeforehand(host: Host): void {
  const asked = new WeakSet<Element>();
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const submitter = event.submitter as HTMLButtonElement | null;
    // What only looks changes nothing that would make the bot write.
    if (submitter?.formMethod === "get") return;
    const asks = form.matches(ASKS) || submitter?.matches(ASKS) || form.querySelector(`${ASKS}:checked`);
    if (!asks || asked.has(form)) return;
    asked.add(form);
    event.preventDefault();
    event.stopImmediatePropagation();
    // Whatever the answer, the wish is the driver's; the bot notices by itself where it may not write.
    host.requestWriteAccess(() => form.requestSubmit(submitter));
  }, true);
}
