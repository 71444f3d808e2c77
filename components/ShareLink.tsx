// Sends a load on: whoever opens the link in Telegram lands on this load. A plain link to Telegram's own chooser.
import type { Card } from "../domain/freight/cargo.ts";
import { formatMoney } from "../texts/format.ts";
import { load } from "../texts/load.ts";

/** Opens the Mini App on the load (core.telegram.org/bots/webapps, "Direct Link Mini Apps"). `bot` is without @. */
function addressOfLoad(bot: string, cargoId: string): string {
  return `https://t.me/${bot}?startapp=cargo_${cargoId}`;
}

export function ShareLink(
  { bot, cargo }: { bot: string; cargo: Pick<Card, "id" | "from" | "to" | "price"> },
) {
  const text = load.shareText(`${cargo.from} → ${cargo.to}`, cargo.price ? formatMoney(cargo.price) : "");
  // Clients show a plus of a form-encoded query as a plus.
  const [url, words] = [addressOfLoad(bot, cargo.id), text].map(encodeURIComponent);
  return (
    <a class="button quiet" href={`https://t.me/share/url?url=${url}&text=${words}`} data-action="share">
      {load.share}
    </a>
  );
}
