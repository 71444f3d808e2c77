// Compares everything a provider has with everything we have, to the kopeck: what we missed is taken in, what does not
// add up afterwards is reported to a person.
import type { Payments, PaymentView } from "../../domain/payments/mod.ts";
import { refundedOf } from "../../domain/payments/state.ts";
import type { PaymentProvider, ProviderPayment } from "../../domain/payments/ports.ts";
import { compareSweep, type PaymentsSwept, type SweptPayment } from "../../domain/payments/sweep.ts";
import type { Origin } from "../../domain/shared/origin.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Listen } from "./listen.ts";

/** Days overlap, so that one night without a sweep loses nothing. */
const WINDOW = 72 * 3_600_000;
/** Their clock and ours may differ, and a payment under way is on one side only for a moment. */
const EDGE = 10 * 60_000;
const PAGE = 200;

export interface SweepDeps {
  readonly payments: Payments;
  readonly listen: Listen;
  readonly clock: Clock;
}

/** The report of one provider's last three days. Throws when the provider cannot be read to the end. */
export async function sweepProvider(
  provider: PaymentProvider,
  { payments, listen, clock }: SweepDeps,
  origin: Origin,
): Promise<PaymentsSwept> {
  const now = clock();
  const from = new Date(now - WINDOW).toISOString();
  const remote = new Map<string, ProviderPayment>();
  for await (const payment of provider.list(from)) {
    remote.set(payment.providerPaymentId, payment);
    await listen.payment(payment, "sweep", origin);
  }
  for await (const refund of provider.listRefunds(from)) {
    if (refund.status !== "pending") await listen.refund(refund, "sweep", origin);
  }
  const local = new Map<string, SweptPayment>();
  for (const id of remote.keys()) {
    const known = await payments.findByProvider(id);
    for (const charge of known ? chargesOf(known) : []) local.set(charge.providerPaymentId, charge);
  }
  for await (const payment of startedSince(payments, new Date(now - WINDOW + EDGE).toISOString())) {
    if (payment.provider !== provider.name) continue;
    for (const charge of chargesOf(payment)) {
      local.set(charge.providerPaymentId, charge);
      if (remote.has(charge.providerPaymentId)) continue;
      // Made at the edge of the window, or truly gone: only the provider can tell.
      const found = await provider.load(charge.providerPaymentId);
      if (found) remote.set(charge.providerPaymentId, found);
    }
  }
  const window = { provider: provider.name, from, to: new Date(now).toISOString() };
  return compareSweep(window, [...remote.values()].map(theirs), [...local.values()]);
}

function theirs({ providerPaymentId, status, amount, refunded }: ProviderPayment): SweptPayment {
  const succeeded = status === "succeeded";
  return { providerPaymentId, succeeded, minor: amount.minor, refundedMinor: refunded?.minor ?? 0 };
}

function chargesOf({ state }: PaymentView): SweptPayment[] {
  if (state.status === "none") return [];
  return Object.entries(state.charges).filter(([id]) => id !== "").map(([providerPaymentId, { amount }]) => ({
    providerPaymentId,
    succeeded: true,
    minor: amount.minor,
    refundedMinor: refundedOf(state, providerPaymentId, ["succeeded"]),
  }));
}

/** Newest first, as far back as a moment. */
async function* startedSince(payments: Pick<Payments, "list">, since: string): AsyncIterable<PaymentView> {
  let after: string | undefined;
  for (;;) {
    const page = await payments.list({ limit: PAGE, ...(after !== undefined && { after }) });
    for (const payment of page) {
      if (payment.createdAt < since) return;
      yield payment;
    }
    if (page.length < PAGE) return;
    after = page.at(-1)!.paymentId;
  }
}
