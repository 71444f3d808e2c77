// Payments as the console looks for them, and what those found come to. Ids begin with the time a payment was asked
// for, so a stretch of time is a stretch of the view; the other conditions are tried on what is in it.
import { type Currency, hundredthsOf } from "../shared/money.ts";
import type { Provider } from "./events.ts";
import type { PaymentView } from "./reading.ts";
import type { PaymentStatus } from "./status.ts";

/** All conditions must hold; those left out match everything. */
export interface PaymentFilter {
  readonly status?: PaymentStatus;
  readonly provider?: Provider;
  readonly driverId?: number;
  /** When it was asked for, ISO 8601 UTC: `from` inclusive, `to` exclusive. */
  readonly from?: string;
  readonly to?: string;
  /** Hundredths of a rouble or of a Star, inclusive. */
  readonly least?: number;
  readonly most?: number;
  /** Only those a person should look at. */
  readonly attention?: boolean;
}

export type Sums = Readonly<Partial<Record<Currency, number>>>;

/** Minor units by currency. */
export interface PaymentTotals {
  readonly count: number;
  readonly byStatus: Readonly<Partial<Record<PaymentStatus, number>>>;
  readonly received: Sums;
  readonly refunded: Sums;
  readonly discount: Sums;
}

export interface PaymentsFound {
  /** Newest first. */
  readonly payments: readonly PaymentView[];
  /** The last payment of this page, when there are more after it. */
  readonly next: string | null;
  readonly totals: PaymentTotals;
  /** False when there were too many to count all: the totals are of the newest. */
  readonly complete: boolean;
}

/** Where payments come from, newest first. */
export interface PaymentSource {
  list(options: { limit: number; after?: string }): Promise<readonly PaymentView[]>;
  of(driverId: number): Promise<readonly PaymentView[]>;
}

/** Payments looked at for one answer. */
const MOST_SCANNED = 20_000;
const AT_A_TIME = 500;
/** The time in an id is a moment later than the one the payment bears. */
const SLACK_MS = 60_000;

export async function searchPayments(
  source: PaymentSource,
  filter: PaymentFilter,
  { limit, after }: { limit: number; after?: string },
): Promise<PaymentsFound> {
  const payments: PaymentView[] = [];
  const totals = new Totals();
  let scanned = 0;
  let more = false;
  for await (const payment of newestFirst(source, filter)) {
    if (++scanned > MOST_SCANNED) break;
    if (!matchesPayment(payment, filter)) continue;
    totals.add(payment);
    if (after !== undefined && payment.paymentId >= after) continue;
    if (payments.length < limit) payments.push(payment);
    else more = true;
  }
  const next = more ? payments.at(-1)?.paymentId ?? null : null;
  return { payments, next, totals: totals.sum(), complete: scanned <= MOST_SCANNED };
}

/** Everything that matches, newest first, read as it is consumed. */
export async function* matchingPayments(
  source: PaymentSource,
  filter: PaymentFilter,
): AsyncGenerator<PaymentView> {
  for await (const payment of newestFirst(source, filter)) if (matchesPayment(payment, filter)) yield payment;
}

function matchesPayment(payment: PaymentView, filter: PaymentFilter): boolean {
  const { status, provider, driverId, from, to, least, most, attention } = filter;
  if (status !== undefined && payment.status !== status) return false;
  if (provider !== undefined && payment.provider !== provider) return false;
  if (driverId !== undefined && payment.driverId !== driverId) return false;
  if (from !== undefined && payment.createdAt < from) return false;
  if (to !== undefined && payment.createdAt >= to) return false;
  const hundredths = hundredthsOf(payment.amount);
  if (least !== undefined && hundredths < least) return false;
  if (most !== undefined && hundredths > most) return false;
  return attention !== true || needsAttention(payment);
}

/** Whether something about it is odd, or waits for a person. */
export function needsAttention(
  { status, anomalies, state }: Pick<PaymentView, "status" | "anomalies" | "state">,
): boolean {
  const refunds = state.status === "none" ? [] : Object.values(state.refunds);
  const waits = refunds.some((refund) => refund.status === "proposed");
  return waits || status === "mismatch" || status === "disputed" || anomalies.length > 0;
}

async function* newestFirst(
  source: PaymentSource,
  { driverId, from, to }: PaymentFilter,
): AsyncGenerator<PaymentView> {
  if (driverId !== undefined) return yield* await source.of(driverId);
  const end = from === undefined ? "" : new Date(Date.parse(from) - SLACK_MS).toISOString();
  let after = to === undefined ? undefined : idAt(Date.parse(to) + SLACK_MS);
  for (;;) {
    const batch = await source.list({ limit: AT_A_TIME, ...(after !== undefined && { after }) });
    for (const payment of batch) {
      if (payment.createdAt < end) return;
      yield payment;
    }
    after = batch.at(-1)?.paymentId;
    if (batch.length < AT_A_TIME) return;
  }
}

/** What an id of that moment (UTC ms) begins with. */
function idAt(moment: number): string {
  return Math.max(0, moment).toString(36).padStart(9, "0");
}

class Totals {
  #count = 0;
  #byStatus: Partial<Record<PaymentStatus, number>> = {};
  #received: Partial<Record<Currency, number>> = {};
  #refunded: Partial<Record<Currency, number>> = {};
  #discount: Partial<Record<Currency, number>> = {};

  add({ status, amount: { currency }, receivedMinor, refundedMinor, discount }: PaymentView): void {
    this.#count++;
    this.#byStatus[status] = (this.#byStatus[status] ?? 0) + 1;
    this.#received[currency] = (this.#received[currency] ?? 0) + receivedMinor;
    this.#refunded[currency] = (this.#refunded[currency] ?? 0) + refundedMinor;
    // What nobody paid was no discount either.
    if (receivedMinor > 0) this.#discount[currency] = (this.#discount[currency] ?? 0) + discount.minor;
  }

  sum(): PaymentTotals {
    return {
      count: this.#count,
      byStatus: this.#byStatus,
      received: this.#received,
      refunded: this.#refunded,
      discount: this.#discount,
    };
  }
}
