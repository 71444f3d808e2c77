// A part of the page that is drawn anew keeps what the driver has done in it: the question that is open, what is typed
// and chosen, and where the cursor is.

type Field = HTMLInputElement | HTMLTextAreaElement;

const FIELDS = "input:not([type=hidden]), textarea";
const CHOICES = "input[type=radio], input[type=checkbox]";

/** Puts `now`, an element of this document, in the place of `shown`. */
export function replaceKeeping(shown: Element, now: Element): void {
  const focused = shown.contains(document.activeElement) ? document.activeElement : null;
  for (const opened of shown.querySelectorAll("details[open]")) {
    counterpart(opened, now)?.setAttribute("open", "");
  }
  for (const field of shown.querySelectorAll<Field>(FIELDS)) carryField(field, counterpart(field, now));
  shown.replaceWith(now);
  if (focused) counterpart(focused as HTMLElement, now)?.focus({ preventScroll: true });
}

/** What the driver has not touched is as the server says. */
function carryField(from: Field, to: Field | undefined): void {
  if (!to) return;
  if (!from.matches(CHOICES)) {
    if (from.value !== from.defaultValue) to.value = from.value;
  } else if ("checked" in from && "checked" in to && from.checked !== from.defaultChecked) {
    to.checked = from.checked;
  }
}

function counterpart<Kind extends Element>(element: Kind, now: Element): Kind | undefined {
  return [...now.querySelectorAll<Kind>(element.localName)].find((other) => keyOf(other) === keyOf(element));
}

/** What an element is called by those who see it, and by the form it belongs to. */
function keyOf(element: Element): string {
  const form = element.closest("form")?.querySelector("[name=_action]")?.getAttribute("value");
  const value = element.matches(CHOICES) ? element.getAttribute("value") : "";
  const words = element.matches(FIELDS) ? "" : (element.querySelector("summary") ?? element).textContent;
  return [form, element.getAttribute("name"), value, words].join("\n");
}
