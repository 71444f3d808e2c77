// The phone of the Telegram account, instead of typing it. The server believes only what Telegram signed; a no leaves
// the field as it was, to be typed.
import type { Host } from "./host.ts";

export function sharePhoneOnPress(host: Pick<Host, "requestContact"> | null): void {
  if (!host) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-action=share-phone]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      button.disabled = true;
      host.requestContact(async (signed) => {
        const phone = signed === null ? null : await checked(signed);
        button.disabled = false;
        const said = button.parentElement?.querySelector("[role=status]");
        if (said) said.textContent = (phone ? button.dataset.shared : button.dataset.notShared) ?? "";
        const field = button.form?.elements.namedItem("phone");
        if (phone && field instanceof HTMLInputElement) {
          field.value = phone;
          field.removeAttribute("aria-invalid");
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }
      });
    });
  }
}

/** The phone as the server read it; null when it was not believed or there was no answer. */
async function checked(signed: string): Promise<string | null> {
  const answer = await fetch("/api/me/contact", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ contact: signed }),
  }).catch(() => null);
  return answer?.ok ? (await answer.json() as { phone: string }).phone : null;
}
