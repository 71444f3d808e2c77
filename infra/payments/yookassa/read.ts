// YooKassa's objects in our words.
import type { ProviderPayment, ProviderRefund, Unreadable } from "../../../domain/payments/ports.ts";
import { kopecks, parseMinor } from "../../../domain/shared/money.ts";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";
import { type PaymentShape, paymentShape, type RefundShape, refundShape, traceShape } from "./shapes.ts";

/** The money is ours in `succeeded` alone: `paid` is true of held money too. */
const STATUSES = {
  pending: "pending",
  waiting_for_capture: "authorized",
  succeeded: "succeeded",
  canceled: "canceled",
} as const;

const UNTOLD = "unknown";

/** Throws ProviderFailure for what is no payment. */
export function readPayment(json: unknown): ProviderPayment {
  const parsed = paymentShape.safeParse(json);
  if (!parsed.success) throw strange("payment", parsed.error.issues[0]?.path);
  const payment = parsed.data;
  const { id, status, captured_at, created_at, test, recipient, cancellation_details: why } = payment;
  const paymentId = payment.metadata?.["payment_id"];
  const confirmationUrl = payment.confirmation?.confirmation_url;
  const shop = recipient?.account_id;
  return {
    provider: "yookassa",
    providerPaymentId: id,
    status: STATUSES[status],
    amount: amountOf(payment),
    createdAt: utc(created_at),
    ...(status === "succeeded" && { paidAt: utc(captured_at ?? created_at) }),
    ...(test != null && { test }),
    ...(shop != null && { shop }),
    ...(typeof paymentId === "string" && { paymentId }),
    ...(confirmationUrl != null && isWebAddress(confirmationUrl) && { confirmationUrl }),
    ...(why && { canceled: { party: why.party ?? UNTOLD, reason: why.reason ?? UNTOLD } }),
    ...(payment.refunded_amount && { refunded: kopecks(minorOf(payment.refunded_amount)) }),
    ...(payment.receipt_registration === "canceled" && { receiptRefused: true }),
  };
}

/** Throws ProviderFailure for what is no refund. */
export function readRefund(json: unknown): ProviderRefund {
  const parsed = refundShape.safeParse(json);
  if (!parsed.success) throw strange("refund", parsed.error.issues[0]?.path);
  const refund = parsed.data;
  return {
    provider: "yookassa",
    providerRefundId: refund.id,
    providerPaymentId: refund.payment_id,
    status: refund.status,
    amount: amountOf(refund),
    at: utc(refund.created_at),
    ...(refund.cancellation_details && { reason: refund.cancellation_details.reason ?? UNTOLD }),
  };
}

/** What is known of a payment or a refund that cannot be read. */
export function traceOf(json: unknown): Unreadable {
  const { id = null, payment_id = null, metadata = null } = traceShape.safeParse(json).data ?? {};
  return { objectId: id, belongsTo: payment_id ?? metadata?.payment_id ?? null };
}

function amountOf({ amount }: PaymentShape | RefundShape) {
  return { minor: minorOf(amount), currency: amount.currency };
}

function minorOf({ value }: { value: string }): number {
  const minor = parseMinor(value);
  if (minor === null) throw strange("amount");
  return minor;
}

/** The address moves from time to time, so only the scheme is looked at. */
function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? "");
}

const utc = (time: string) => new Date(time).toISOString();

function strange(what: string, path: readonly PropertyKey[] = []): ProviderFailure {
  const where = path.length > 0 ? ` at ${path.map(String).join(".")}` : "";
  return new ProviderFailure(`YooKassa answered a ${what} we cannot read${where}`, "unknown");
}
