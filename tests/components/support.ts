// Renders a component as the server does, and a load to show.
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Card } from "../../domain/freight/cargo.ts";

export function html(vnode: VNode): string {
  return renderToString(vnode);
}

/** The text a person sees or hears, tags gone and spaces made plain. */
export function text(markup: string): string {
  return markup.replace(/<[^>]*>/g, " ").replace(/[\s\u00a0\u202f]+/g, " ").trim();
}

export const CARGO: Card = {
  id: "6236980001",
  from: "Москва",
  to: "Казань",
  distanceKm: 812,
  loadingDate: "2026-03-03",
  loadingDateEnd: "2026-03-05",
  weightKg: 20_000,
  volumeM3: 83,
  price: { minor: 14_500_000, currency: "RUB" },
  pricePerKm: { minor: 17_860, currency: "RUB" },
  truckTypes: ["тент", "реф"],
  loadTypes: ["задняя"],
  company: "ООО «Волга»",
};
