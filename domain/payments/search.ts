// Payments as the console looks for them. Ids begin with the time a payment was asked for, so a stretch of time is a
// stretch of the view; the other conditions are tried on what is in it.
import { hundredthsOf } from "../shared/money.ts";
import type { Provider } from "./events.ts";
import type { PaymentStatus } from "./status.ts";
import { type PaymentTotals, Totals } from "./totals.ts";
import type { PaymentView } from "./view.ts";

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
