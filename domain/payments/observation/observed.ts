// Whether a provider's word was news, and which payment it was about.
import type { Verdict } from "./delivery_events.ts";

export interface Observed {
  readonly verdict: Extract<Verdict, "accepted" | "duplicate" | "mismatch" | "ignored" | "unknown_object">;
  readonly paymentId?: string;
  /** `streamId@version` of what came of it. */
  readonly eventIds: readonly string[];
}

/** A payment, and then what went back of it. */
export type Heard = readonly [Observed, ...Observed[]];

export function isOurs({ verdict }: Observed): boolean {
  return verdict !== "unknown_object" && verdict !== "mismatch";
}

export function together(heard: Heard): Observed {
  const verdicts = heard.map(({ verdict }) => verdict);
  const news = verdicts.find((verdict) => verdict !== "duplicate") ?? "duplicate";
  const verdict = verdicts.includes("mismatch") ? "mismatch" : news;
  return { ...heard[0], verdict, eventIds: heard.flatMap(({ eventIds }) => eventIds) };
}

export function verdictOn(types: readonly string[]): Observed["verdict"] {
  if (types.length === 0) return "duplicate";
  if (types.includes("PaymentMismatchDetected")) return "mismatch";
  return types.includes("ProviderFactIgnored") ? "ignored" : "accepted";
}
