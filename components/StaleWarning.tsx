// What is shown is older than it should be: a quiet word while it is being renewed, a warning when that does not work.
import { staleness as texts } from "../texts/staleness.ts";

export type Staleness = "fresh" | "renewing" | "silent";

/** `age`: of the data, in words. */
export function StaleWarning({ staleness, age }: { staleness: Staleness; age: string }) {
  switch (staleness) {
    case "fresh":
      return null;
    case "renewing":
      return <p class="warning mild" role="status" data-stale>{texts.renewing}</p>;
    case "silent":
      return <p class="warning" role="status" data-stale>{texts.silent(age)}</p>;
  }
}
