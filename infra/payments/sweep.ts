// Compares everything a provider has with everything we have, to the kopeck: what we missed is taken in, what does not
// add up afterwards is reported to a person.
import type { Payments } from "../../domain/payments/mod.ts";
import type { PaymentProvider, ProviderPayment, Unreadable } from "../../domain/payments/ports.ts";
import { compareSweep, type SweptPayment } from "../../domain/payments/reconciliation/sweep.ts";
import type { PaymentsSwept } from "../../domain/payments/reconciliation/sweep_events.ts";
import type { Origin } from "../../domain/shared/origin.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Listen } from "./listen.ts";
import { ourCharges } from "./our_charges.ts";

/** Days overlap, so that one night without a sweep loses nothing. */
const WINDOW = 72 * 3_600_000;
/** Their clock and ours may differ, and a payment under way is on one side only for a moment. */
const EDGE = 10 * 60_000;
/** What stays unreadable is looked at for so long; beyond, the list only grows. */
const UNREADABLE_FOR = 30 * 86_400_000;

export interface SweepDeps {
  readonly payments: Payments;
  readonly listen: Listen;
  readonly clock: Clock;
}

/** The report of one provider's days since the last one. Throws when the provider cannot be read to the end. */
export async function sweepProvider(
  provider: PaymentProvider,
  { payments, listen, clock }: SweepDeps,
  origin: Origin,
): Promise<PaymentsSwept> {
  const now = clock();
  const begin = await beginOfWindow(provider, payments, now);
  const from = new Date(begin).toISOString();
  const { remote, wentBack, unreadable } = await takeIn(provider, from, listen, origin);
  const since = new Date(begin + EDGE).toISOString();
  const local = await ourCharges(payments, { provider, since, remote, unreadable });
  for (const id of local.keys()) {
    if (remote.has(id)) continue;
    // Made before the window, as a charge that renews itself may be, or truly gone: only the provider can tell.
    const found = await provider.load(id);
    if (found) remote.set(id, found);
  }
  const window = { provider: provider.name, from, to: new Date(now).toISOString() };
  const theirs = [...remote.values()].map((payment) => asSwept(payment, wentBack));
  return compareSweep(window, theirs, [...local.values()], unreadable.map(({ objectId }) => objectId ?? "?"));
}

/** What a provider has. */
interface Remote {
  /** By the provider's id. */
  readonly remote: Map<string, ProviderPayment>;
  /** Minor units, by the provider's id of the payment. */
  readonly wentBack: ReadonlyMap<string, number>;
  readonly unreadable: readonly Unreadable[];
}

/** Hears everything the provider has since a moment, as if it had just told it. */
async function takeIn(
  provider: PaymentProvider,
  from: string,
  listen: Listen,
  origin: Origin,
): Promise<Remote> {
  const unreadable: Unreadable[] = [];
  const skipped = (one: Unreadable) => void unreadable.push(one);
  const remote = new Map<string, ProviderPayment>();
  const failures: unknown[] = [];
  for await (const payment of provider.list(from, skipped)) {
    remote.set(payment.providerPaymentId, payment);
    // One that cannot be taken in now must not keep the others out.
    await listen.payment(payment, "sweep", origin).catch((error: unknown) => failures.push(error));
  }
  const wentBack = new Map<string, number>();
  for await (const refund of provider.listRefunds(from, skipped)) {
    const { providerPaymentId: id, status, amount } = refund;
    if (status === "succeeded") wentBack.set(id, (wentBack.get(id) ?? 0) + amount.minor);
    if (status !== "pending") await listen.refund(refund, "sweep", origin);
  }
  if (failures.length > 0) throw failures[0];
  return { remote, wentBack, unreadable };
}

/** However long we were away: as far back as the last report, or as it did while there is what it could not read. */
async function beginOfWindow(
  { name }: PaymentProvider,
  payments: Pick<Payments, "sweeps">,
  now: number,
): Promise<number> {
  const last = (await payments.sweeps()).find(({ provider }) => provider === name);
  if (!last) return now - WINDOW;
  const end = Date.parse(last.to) - EDGE;
  const begin = last.unreadable ? Math.min(end, Math.max(Date.parse(last.from), now - UNREADABLE_FOR)) : end;
  return Math.min(now - WINDOW, begin);
}

/** A payment need not say what went back of it: its refunds do. */
function asSwept(
  { providerPaymentId, status, amount, refunded }: ProviderPayment,
  wentBack: ReadonlyMap<string, number>,
): SweptPayment {
  const succeeded = status === "succeeded";
  const refundedMinor = Math.max(refunded?.minor ?? 0, wentBack.get(providerPaymentId) ?? 0);
  return { providerPaymentId, succeeded, minor: amount.minor, refundedMinor };
}
