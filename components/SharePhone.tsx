// Takes the phone from Telegram instead of typing it. Shown by islands/(_host)/share_phone.ts where Telegram can be asked.
import { respondExtras } from "../texts/load.ts";

/** Belongs into a form with a field named `phone`. */
export function SharePhone() {
  return (
    <p class="share-phone">
      <button
        class="button quiet"
        type="button"
        data-action="share-phone"
        data-shared={respondExtras.shared}
        data-not-shared={respondExtras.notShared}
        hidden
      >
        {respondExtras.sharePhone}
      </button>
      <span class="hint" role="status"></span>
    </p>
  );
}
