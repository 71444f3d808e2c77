// The console by keyboard: j and k walk the rows (Enter opens one, as browsers do), / goes to the search,
// and Escape leaves it, [ and ] press the links that carry these keys. Under a Russian layout the same places on the
// keyboard work.
import { useEffect } from "preact/hooks";

export default function Keys() {
  useEffect(() => {
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return null;
}

const PLACES: Readonly<Record<string, string>> = {
  KeyJ: "j",
  KeyK: "k",
  Slash: "/",
  BracketLeft: "[",
  BracketRight: "]",
};
const KEYS = new Set(Object.values(PLACES));

function press(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const target = targetOf(KEYS.has(event.key) ? event.key : PLACES[event.code]);
  if (!target) return;
  event.preventDefault();
  if (target.dataset.key !== undefined) target.click();
  else target.focus();
}

function targetOf(key: string | undefined): HTMLElement | null {
  switch (key) {
    case "j":
      return neighbour(1);
    case "k":
      return neighbour(-1);
    case "/":
      return document.querySelector<HTMLElement>("[data-search]");
    case "[":
    case "]":
      return document.querySelector<HTMLAnchorElement>(`a[data-key="${key}"]`);
    default:
      return null;
  }
}

/** The next or previous row; from anywhere else the first one. */
function neighbour(step: 1 | -1): HTMLElement | null {
  const items = [...document.querySelectorAll<HTMLElement>("[data-item]")];
  const row = document.activeElement?.closest("tr, li")?.querySelector<HTMLElement>("[data-item]");
  const at = row ? items.indexOf(row) : -1;
  return items[at < 0 ? 0 : at + step] ?? null;
}

function isTyping(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.matches("input, select, textarea, [contenteditable]");
}
