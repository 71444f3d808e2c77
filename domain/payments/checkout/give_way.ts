// Who takes another way to pay gives up what the first provider has not answered: nobody was ever shown where to pay it,
// and it would go on holding the promo code and a place at the till.
import { fold } from "../../shared/decider.ts";
import type { EventLog } from "../../shared/event_log.ts";
import type { Execute, Origin } from "../../shared/origin.ts";
import type { Clock } from "../../shared/ports.ts";
import { paymentStream } from "../commands.ts";
import { paymentDecider } from "../decide.ts";
import type { Provider } from "../events.ts";
import type { Begun } from "./begun.ts";
import type { Till } from "./till.ts";

/** Why such a payment ended; stored. */
export const ANOTHER_WAY = "another_way";

interface Wish {
  readonly driverId: number;
  readonly provider: Provider;
  readonly tariffId: string;
}

/** What other providers have of the same tariff. */
interface Found {
  /** The one that is paid: it is not sold again. */
  readonly paid: Begun | null;
  /** Those that would give way. */
  readonly unanswered: readonly string[];
}

export interface GiveWay {
  find(to: Wish): Promise<Found>;
  /** Ends them, once the other payment is sure; the one that was paid at this very moment, or null. */
  end(driverId: number, unanswered: readonly string[], origin: Origin): Promise<Begun | null>;
}

export function createGiveWay(
  { execute, log, till, clock }: {
    execute: Execute;
    log: Pick<EventLog, "readStream">;
    till: Till;
    clock: Clock;
  },
): GiveWay {
  return {
    async find({ driverId, provider, tariffId }) {
      const unanswered: string[] = [];
      for (const one of await till.waiting(driverId)) {
        if (one.provider === provider || one.tariffId !== tariffId) continue;
        const { paymentId } = one;
        const history = await log.readStream(paymentStream(paymentId));
        const state = fold(paymentDecider, history);
        const position = history.at(-1)?.position ?? 0;
        if (state.status === "succeeded") {
          return { paid: { paymentId, created: false, state, position }, unanswered: [] };
        }
        if (state.status === "requested") unanswered.push(paymentId);
      }
      return { paid: null, unanswered };
    },
    async end(driverId, unanswered, origin) {
      for (const paymentId of unanswered) {
        const at = new Date(clock()).toISOString();
        const command = { type: "RejectRegistration", code: ANOTHER_WAY, at } as const;
        const handled = await execute(paymentDecider, paymentStream(paymentId), command, origin);
        if ("refused" in handled) throw new Error(`Cannot give up payment ${paymentId}: ${handled.refused}`);
        const { ok, state, position } = handled;
        // Where nothing has happened the provider was faster: what can be paid stays, what is paid is not sold again.
        if (ok.length > 0) await till.close({ driverId, paymentId, paid: false }, origin);
        else if (state.status === "succeeded") return { paymentId, created: false, state, position };
      }
      return null;
    },
  };
}
