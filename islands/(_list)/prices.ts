// What the loads on the page pay now, from the server's shared answer; a card keeps its size whatever it says.
import { formatMoney, formatPerKm, speakMoney, speakPerKm } from "../../texts/format.ts";
import { card as texts } from "../../texts/list.ts";

interface Money {
  readonly minor: number;
  readonly currency: "RUB" | "XTR";
}

interface Price {
  readonly id: string;
  readonly price?: Money;
  readonly pricePerKm?: Money;
  readonly gone: boolean;
}

/** The most the server answers about at once. */
const MOST = 200;

export async function refreshPrices(): Promise<void> {
  const cards = new Map(
    [...document.querySelectorAll<HTMLElement>("[data-cargo-id]:not([data-gone])")]
      .sort((a, b) => distanceToScreen(a) - distanceToScreen(b))
      .slice(0, MOST)
      .map((card) => [card.dataset.cargoId ?? "", card]),
  );
  if (cards.size === 0) return;
  const answer = await fetch(`/api/cargos/prices?ids=${[...cards.keys()]}`).catch(() => null);
  if (!answer?.ok) return;
  for (const price of (await answer.json() as { data: Price[] }).data) {
    const card = cards.get(price.id);
    if (card && price.gone) markGone(card);
    else if (card) writePrice(card, price);
  }
}

function markGone(card: HTMLElement): void {
  card.dataset.gone = "";
  write(card, ".age", texts.gone);
}

/** A price that cannot be told now stays what it was. */
function writePrice(card: HTMLElement, { price, pricePerKm }: Price): void {
  if (!price || !card.querySelector(".price strong")) return;
  const spoken = [speakMoney(price), pricePerKm && speakPerKm(pricePerKm)].filter(Boolean).join(", ");
  if (write(card, ".price strong", formatMoney(price))) card.dataset.changed = "";
  if (pricePerKm) write(card, ".per-km", formatPerKm(pricePerKm));
  write(card, ".price .ears", spoken);
}

/** Whether it was another text. */
function write(card: HTMLElement, part: string, text: string): boolean {
  const found = card.querySelector(part);
  if (!found || found.textContent === text) return false;
  found.textContent = text;
  return true;
}

function distanceToScreen(card: HTMLElement): number {
  return Math.abs(card.getBoundingClientRect().top);
}
