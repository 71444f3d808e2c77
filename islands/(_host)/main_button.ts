// Telegram's button under the page as the twin of a form's own: for the first `form[data-main]` that can be seen.
// While the form is out of sight it leads there, and says so by the text in `data-main`: nobody sends what he has not
// looked at.
import type { Host } from "./host.ts";

/** Of a form, that must be on the screen. */
const SEEN = 0.3;

/** Returns what draws it anew, for when the page has changed. */
export function mirrorMainButton(host: Host): () => void {
  const inSight = new Set<Element | null>();
  let own: HTMLButtonElement | null = null;
  let sending = false;

  const draw = () => {
    own = null;
    for (const button of document.querySelectorAll<HTMLButtonElement>("form[data-main] [type=submit]")) {
      if (button.form) sight.observe(button.form);
      if (own === null && isShown(button)) own = button;
    }
    if (own === null) return host.showMain(null);
    const colours = getComputedStyle(document.documentElement);
    host.showMain({
      text: inSight.has(own.form) ? own.textContent ?? "" : own.form?.dataset.main || own.textContent || "",
      busy: sending || own.disabled,
      colour: colours.getPropertyValue("--accent").trim(),
      textColour: colours.getPropertyValue("--on-accent").trim(),
    });
  };
  const sight = new IntersectionObserver((changes) => {
    for (const { target, intersectionRatio } of changes) {
      if (intersectionRatio >= SEEN) inSight.add(target);
      else inSight.delete(target);
    }
    draw();
  }, { threshold: SEEN });

  host.on("main", () => {
    if (own === null || sending || own.disabled) return;
    if (inSight.has(own.form)) own.form?.requestSubmit(own);
    else own.form?.scrollIntoView();
  });
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (defaultPrevented || target !== own?.form) return;
    sending = true;
    draw();
  });
  draw();
  return draw;
}

function isShown(button: HTMLButtonElement): boolean {
  return button.checkVisibility?.() ?? button.getClientRects().length > 0;
}
