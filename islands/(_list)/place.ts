// Where a driver was in the list, for coming back to it from a load: how many pages deep, and which card was on top.
import { cameFromHere } from "../(_host)/back.ts";
import { recall, remember } from "../(_host)/launch.ts";

export interface Place {
  /** Of the list. */
  readonly address: string;
  /** Of the pages below the first one. */
  readonly pages: readonly string[];
  /** The first load in sight, and how far below the edge of the screen it began; pixels. */
  readonly cargoId: string;
  readonly top: number;
}

const KEY = "place";

/** Notes the place whenever the page is left. */
export function keepPlace(pages: () => readonly string[]): void {
  addEventListener("pagehide", () => {
    const first = [...document.querySelectorAll<HTMLElement>("[data-cargo-id]")]
      .find((card) => card.getBoundingClientRect().bottom > 0);
    const place: Place = {
      address: here(),
      pages: pages(),
      cargoId: first?.dataset.cargoId ?? "",
      top: first?.getBoundingClientRect().top ?? 0,
    };
    remember(KEY, JSON.stringify(place));
  });
}

/** Null unless this list is being returned to: by Back, a reload, or a link of another page. */
export function placeToReturnTo(): Place | null {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const again = navigation?.type === "back_forward" || navigation?.type === "reload";
  if (!again && !cameFromHere(document.referrer, location.href)) return null;
  const place = JSON.parse(recall(KEY) ?? "null") as Place | null;
  return place?.address === here() ? place : null;
}

/** Puts the card that was on top where it was. */
export function returnTo({ cargoId, top }: Place): void {
  const card = document.querySelector(`[data-cargo-id="${CSS.escape(cargoId)}"]`);
  if (card) scrollBy(0, card.getBoundingClientRect().top - top);
}

function here(): string {
  return location.pathname + location.search;
}
