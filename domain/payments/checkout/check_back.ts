// A driver who comes back from paying need not wait for the provider's word: we ask for it.
import type { Origin } from "../../shared/origin.ts";
import type { Clock } from "../../shared/ports.ts";
import type { Recheck } from "../observation/recheck.ts";
import type { ReadPayments } from "../reading.ts";
import type { PaymentView } from "../view.ts";

/** Asking more often would tell nothing new; milliseconds. */
const EVERY = 5_000;
const OPEN = new Set<PaymentView["status"]>(["requested", "pending", "authorized", "expired"]);

export interface CheckBackPorts extends Pick<ReadPayments, "one" | "deliveries"> {
  readonly recheck: Recheck;
  readonly clock: Clock;
}

/** The driver's payment as its provider has it now; null when it is none of theirs. */
export function createCheckBack({ one, deliveries, recheck, clock }: CheckBackPorts) {
  /** Questions a provider has not answered yet: whoever asks meanwhile waits for the same answer. */
  const asking = new Map<string, Promise<unknown>>();

  async function ask(paymentId: string, origin: Origin): Promise<void> {
    const asked = (await deliveries(paymentId)).filter(({ channel }) => channel === "return");
    if (asked.some(({ receivedAt }) => clock() - Date.parse(receivedAt) < EVERY)) return;
    await recheck(paymentId, origin, "return");
  }

  return async (driverId: number, paymentId: string, origin: Origin): Promise<PaymentView | null> => {
    const payment = await one(driverId, paymentId);
    if (!payment || !OPEN.has(payment.status)) return payment;
    const answered = asking.get(paymentId) ?? ask(paymentId, origin).finally(() => asking.delete(paymentId));
    asking.set(paymentId, answered);
    await answered;
    return await one(driverId, paymentId);
  };
}
