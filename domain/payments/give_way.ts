// Who takes another way to pay gives up what the first provider has not answered: nobody was ever shown where to pay it,
// and it would go on holding the promo code and a place at the till.
import type { Execute, Origin } from "../shared/origin.ts";
import type { Clock } from "../shared/ports.ts";
import { paymentStream } from "./commands.ts";
import { paymentDecider } from "./decide.ts";
import type { Provider } from "./events.ts";
import type { Begun } from "./start.ts";
import type { Till } from "./till.ts";

/** Why such a payment ended; stored. */
export const ANOTHER_WAY = "another_way";

interface Wish {
  readonly driverId: number;
  readonly provider: Provider;
  readonly tariffId: string;
}

/** Null when the way is free; the payment that turns out to be paid when it is for the same tariff. */
export type GiveWay = (to: Wish, origin: Origin) => Promise<Begun | null>;

export function createGiveWay(
  { execute, till, clock }: { execute: Execute; till: Till; clock: Clock },
): GiveWay {
  return async ({ driverId, provider, tariffId }, origin) => {
    for (const one of await till.waiting(driverId)) {
      if (one.provider === provider) continue;
      const { paymentId } = one;
      const command = {
        type: "RejectRegistration",
        code: ANOTHER_WAY,
        at: new Date(clock()).toISOString(),
      } as const;
      const handled = await execute(paymentDecider, paymentStream(paymentId), command, origin);
      // Another press has opened it and is about to ask for it.
      if ("refused" in handled) continue;
      const { ok, state, position } = handled;
      // Where nothing has happened the provider was faster: what can be paid stays, and what is paid is not sold again.
      if (ok.length > 0) await till.close({ driverId, paymentId, paid: false }, origin);
      else if (state.status === "succeeded" && one.tariffId === tariffId) {
        return { paymentId, created: false, state, position };
      }
    }
    return null;
  };
}
