// Whether what a provider has is what was asked for. One check for every provider and every way of hearing of it.
import type { MismatchKind } from "./anomaly_events.ts";
import type { ObserveProviderPayment } from "./commands.ts";
import type { Started } from "./state.ts";

export interface MismatchFound {
  readonly kind: MismatchKind;
  readonly expected: string;
  readonly got: string;
}

/** The first thing that does not fit, or null. The sum is looked at last: it means nothing on a foreign object. */
export function mismatchOf(
  { payment, expected, via }: ObserveProviderPayment,
  state: Started,
): MismatchFound | null {
  const { provider, shop, test, providerPaymentId, paymentId, payerId, amount } = payment;
  const wrong = (kind: MismatchKind, expected: unknown, got: unknown) => ({
    kind,
    expected: String(expected),
    got: String(got),
  });
  if (provider !== state.provider) return wrong("provider", state.provider, provider);
  if (expected.shop !== undefined && shop !== expected.shop) {
    return wrong("shop", expected.shop, shop ?? "none");
  }
  if (test !== expected.test) return wrong("test", expected.test, test ?? "none");
  const isOther = state.providerPaymentId !== null && state.providerPaymentId !== providerPaymentId;
  if (isOther && !mayBePaidAgain(payment)) {
    return wrong("provider_payment_id", state.providerPaymentId, providerPaymentId);
  }
  // Our own call's answer, and a person who links the two by hand, need no mark of ours on the object.
  const vouched = via === "response" || via === "admin" || state.providerPaymentId === providerPaymentId;
  if (paymentId === undefined ? !vouched : paymentId !== state.paymentId) {
    return wrong("metadata", state.paymentId, paymentId ?? "none");
  }
  if (payerId !== undefined && payerId !== state.driverId) return wrong("payer", state.driverId, payerId);
  if (amount.currency !== state.amount.currency) {
    return wrong("currency", state.amount.currency, amount.currency);
  }
  if (amount.minor !== state.amount.minor) return wrong("amount", state.amount.minor, amount.minor);
  return null;
}

/** An invoice of Telegram can be paid twice, and renews itself, each time as another charge (core.telegram.org). */
function mayBePaidAgain(
  { provider, renewal }: Pick<ObserveProviderPayment["payment"], "provider" | "renewal">,
): boolean {
  return provider === "stars" || renewal === true;
}
