// The keys that work on this page. Which do, the style sheet sees by what is there to be reached with them.
import { consoleTexts } from "../../texts/admin.ts";

const { heading, rows, open, search, earlier, later } = consoleTexts.keys;

export function KeysHint() {
  return (
    <footer class="quiet keys">
      <span class="keys-heading">{heading}</span>
      <span class="keys-rows">{rows}</span>
      <span class="keys-rows">{open}</span>
      <span class="keys-search">{search}</span>
      <span class="keys-earlier">{earlier}</span>
      <span class="keys-later">{later}</span>
    </footer>
  );
}
