// A driver's marks laid over loads that are the same for everybody.
import type { Card } from "../freight/cargo.ts";
import type { Marked } from "./evolve.ts";

/** The loads the driver wants to see, favourites marked as such; what is hidden is hidden even as a favourite. */
export function laidOver<C extends Card>(cards: readonly C[], marked: Marked): readonly C[] {
  if (marked.kept.length + marked.hidden.length + marked.companies.length === 0) return cards;
  const [kept, hidden] = [new Set(marked.kept), new Set(marked.hidden)];
  const companies = new Set(marked.companies);
  return cards
    .filter(({ id, company }) => !hidden.has(id) && (company === undefined || !companies.has(company)))
    .map((card) => kept.has(card.id) ? { ...card, kept: true } : card);
}
