// A half-filled form is not left by accident: Telegram asks before it closes, and pulling the page down scrolls it.
import type { Host } from "./host.ts";

/** Where a downward pull belongs to the page: an open sheet, or what says so. */
const PULLED = "details[open] dialog[open], [data-no-swipe]";

export function guardUnsaved(host: Host): void {
  // What was refused is still to be put right.
  let unsaved = document.querySelector("form[method=post] [aria-invalid]") !== null;
  let told = "";
  const tell = () => {
    const swipes = !unsaved && document.querySelector(PULLED) === null;
    if (told === (told = `${unsaved} ${swipes}`)) return;
    host.confirmClosing(unsaved);
    host.allowSwipes(swipes);
  };
  const set = (value: boolean) => {
    unsaved = value;
    tell();
  };
  document.addEventListener("input", ({ target }) => {
    const { form } = target as HTMLInputElement;
    if (form?.method === "post") set(true);
  });
  document.addEventListener("submit", ({ target }) => {
    if ((target as HTMLFormElement).method === "post") set(false);
  });
  new MutationObserver(tell).observe(document.body, {
    subtree: true,
    attributes: true,
    attributeFilter: ["open"],
  });
  // Said on every page: the client remembers what the page before had asked for.
  tell();
}
