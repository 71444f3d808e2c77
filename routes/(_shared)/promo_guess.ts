// Trying a promo code, for the API and the plain forms alike: who guesses has to wait.
import { promoGuessing } from "../../texts/payments.ts";
import type { State } from "./define.ts";
import { problem } from "./problem.ts";

/** Lets the caller try a code. Throws without a session. */
export function guess<T extends object>(state: State, tried: () => Promise<T>) {
  const { app, session, clientIp } = state;
  return app.promoGuesses.attempt({ driverId: session!.driverId, address: clientIp }, tried);
}

/** `seconds` until the next may be tried. */
export function tooManyCodes(seconds: number): Response {
  const headers = { "retry-after": String(seconds) };
  return problem("rate_limited", { detail: promoGuessing(seconds), headers });
}
