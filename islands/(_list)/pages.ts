// Pages of the list behind the first one: read as the documents they are, shown below what is there, each load once.
import { paging } from "../../texts/list.ts";

export interface ReadPage {
  /** The `.cards` of the page. */
  readonly cards: HTMLElement;
  /** Address of the page after it. */
  readonly next: string | null;
}

const reading = new Map<string, Promise<ReadPage | null>>();

/** Null when the page cannot be had; asked again then, but once otherwise. */
export function readPage(href: string): Promise<ReadPage | null> {
  const page = reading.get(href) ?? read(href);
  reading.set(href, page);
  void page.then((found) => found ?? reading.delete(href));
  return page;
}

async function read(href: string): Promise<ReadPage | null> {
  const answer = await fetch(href).catch(() => null);
  const text = answer?.ok ? await answer.text().catch(() => "") : "";
  const page = new DOMParser().parseFromString(text, "text/html");
  const cards = page.querySelector<HTMLElement>(".cards");
  return cards && { cards, next: page.querySelector("[data-action=more]")?.getAttribute("href") ?? null };
}

export function addPage({ cards }: ReadPage): void {
  const known = new Set([...document.querySelectorAll("[data-cargo-id]")].map(idOf));
  for (const card of cards.querySelectorAll("[data-cargo-id]")) if (known.has(idOf(card))) card.remove();
  const shown = document.querySelectorAll<HTMLElement>(".cards");
  shown[shown.length - 1]?.after(document.adoptNode(cards));
  const count = document.querySelector("[data-shown]");
  const total = shown[0]?.dataset.total;
  const loads = document.querySelectorAll("[data-cargo-id]").length;
  if (count) count.textContent = paging.shown(loads, total === undefined ? undefined : Number(total));
  countHidden();
}

function countHidden(): void {
  const pages = [...document.querySelectorAll<HTMLElement>(".cards")];
  const count = pages.reduce((sum, { dataset }) => sum + Number(dataset.hidden ?? 0), 0);
  const told = document.querySelector<HTMLElement>("[data-hidden-here]");
  const link = told?.querySelector("a");
  if (!told || !link) return;
  told.hidden = count === 0;
  link.textContent = link.textContent.replace(/\d+/, String(count));
}

/** Addresses of the pages below the first one. */
export function pagesShown(): string[] {
  return [...document.querySelectorAll<HTMLElement>(".cards")].slice(1).map(({ dataset }) =>
    dataset.page ?? ""
  );
}

/** Reading ahead costs traffic: only on a line that is known to be good, and not against the driver's wish. */
export function goodNetwork(): boolean {
  const { connection } = navigator as {
    connection?: { readonly effectiveType?: string; readonly saveData?: boolean };
  };
  return connection?.effectiveType === "4g" && !connection.saveData;
}

function idOf(card: Element): string | null {
  return card.getAttribute("data-cargo-id");
}
