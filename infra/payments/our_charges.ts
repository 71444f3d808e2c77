// Money that came by what we know, to be compared with what a provider has.
import type { Payments, PaymentView } from "../../domain/payments/mod.ts";
import type { PaymentProvider, Unreadable } from "../../domain/payments/ports.ts";
import type { SweptPayment } from "../../domain/payments/reconciliation/sweep.ts";
import { refundedOf } from "../../domain/payments/state.ts";

const PAGE = 200;

/** By the provider's id: of what it has, and of what was begun since a moment. Left out is what it has and nobody can read. */
export async function ourCharges(
  payments: Pick<Payments, "findByProvider" | "list">,
  { provider, since, remote, unreadable }: {
    readonly provider: Pick<PaymentProvider, "name">;
    /** ISO 8601 UTC. */
    readonly since: string;
    /** What the provider has, by its id. */
    readonly remote: ReadonlyMap<string, unknown>;
    readonly unreadable: readonly Unreadable[];
  },
): Promise<Map<string, SweptPayment>> {
  const local = new Map<string, SweptPayment>();
  const unknown = new Set(unreadable.flatMap(({ objectId, belongsTo }) => [objectId, belongsTo]));
  const take = (payment: PaymentView) => {
    for (const charge of chargesOf(payment)) {
      const { providerPaymentId: id } = charge;
      if (remote.has(id) || !unknown.has(id)) local.set(id, charge);
    }
  };
  for (const id of remote.keys()) {
    const known = await payments.findByProvider(id);
    if (known) take(known);
  }
  for await (const payment of startedSince(payments, since)) {
    if (payment.provider === provider.name && !unknown.has(payment.paymentId)) take(payment);
  }
  return local;
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
