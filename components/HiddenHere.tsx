// How many loads the driver would see here if they had not hidden them, and the way to them. Its number grows with the
// pages below the first (islands/(_list)/pages.ts), so it is there, unseen, from the beginning.
import { hidden as texts } from "../texts/marks.ts";

/** Of the profile, where what is hidden is listed. */
export const HIDDEN_THINGS = "/profile#hidden";

export function HiddenHere({ count }: { count: number }) {
  return (
    <span data-hidden-here hidden={count === 0}>
      , <a href={HIDDEN_THINGS}>{texts.here(count)}</a>
    </span>
  );
}
