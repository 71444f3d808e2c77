// A decision shows on the open page as it falls: the parts about the changed response, payment or subscription are drawn
// anew by the server and put in place of the old ones. Needs the session's cookie; without it the page stays as it was loaded.
import { replaceKeeping } from "./carry_over.ts";

const NAMES = ["data-cargo-id", "data-response-id", "data-payment-id"];

interface Change {
  readonly responseId: string;
  readonly cargoId: string;
}

/** `onChange`: after something on this page has changed. */
export function followChanges(onChange: () => void): void {
  const spoken = document.createElement("p");
  spoken.className = "ears";
  spoken.setAttribute("role", "status");
  document.body.append(spoken);

  let source: EventSource | null = null;
  let listenedUntil = Date.now();
  const open = () => {
    // Back brings a page by two events at once.
    if (source) return;
    // Also what happened between the drawing of this page, on a slow line, and now.
    const recent = Math.ceil((Date.now() - listenedUntil) / 1000) + 60;
    source = new EventSource(`/api/stream?recent=${recent}`);
    source.addEventListener(
      "response",
      ({ data }) => void redraw(partsAbout(JSON.parse(data), location.pathname)),
    );
    source.addEventListener(
      "payment",
      ({ data }) => void redraw(`[data-payment-id="${JSON.parse(data).paymentId}"]`),
    );
    source.addEventListener("subscription", () => void redraw("[data-subscription],[data-payment-state]"));
  };
  const close = () => {
    listenedUntil = Date.now();
    source?.close();
    source = null;
  };

  async function redraw(parts: string): Promise<void> {
    const shown = document.querySelector(parts);
    if (!shown) return;
    // A list that was scrolled down is several pages, each with an address of its own.
    const page = shown.closest<HTMLElement>("[data-page]")?.dataset.page;
    const answer = await fetch(page ?? location.pathname + location.search).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll(parts)) {
      const now = fresh.querySelector(`${part.localName}${nameOf(part)}`);
      if (!now || now.outerHTML === part.outerHTML) continue;
      replaceKeeping(part, document.adoptNode(now));
      spoken.textContent = now.querySelector("[data-status]")?.textContent ?? "";
      onChange();
    }
  }

  open();
  // An open stream would keep the page out of the browser's memory for Back, and six of them use up its connections.
  addEventListener("pagehide", close);
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) open();
  });
  document.addEventListener("visibilitychange", () => document.hidden ? close() : open());
}

/** Selector of what a page says about a response; ids are letters, digits and hyphens. */
export function partsAbout({ responseId, cargoId }: Change, pathname: string): string {
  const parts = [`article[data-cargo-id="${cargoId}"]`, `article[data-response-id="${responseId}"]`];
  if (pathname === `/cargos/${cargoId}`) parts.push("section#respond");
  return parts.join();
}

/** What tells a part from others of its kind. */
function nameOf(part: Element): string {
  if (part.id) return `#${part.id}`;
  const name = NAMES.find((each) => part.hasAttribute(each)) ?? "data-subscription";
  return name === "data-subscription" ? `[${name}]` : `[${name}="${part.getAttribute(name)}"]`;
}
