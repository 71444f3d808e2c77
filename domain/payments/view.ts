// A payment as drivers and staff see it; folded from its stream alone.
import type { StoredEvent } from "../shared/event.ts";
import type { Money } from "../shared/money.ts";
import type { Projection } from "../shared/projection.ts";
import { anomaliesIn } from "./anomalies.ts";
import { isPayment, type PaymentEvent, type Provider } from "./events.ts";
import { evolve } from "./evolve.ts";
import { initialState, type Payment } from "./state.ts";
import { type PaymentStatus, statusOf, sums } from "./status.ts";

/** A row of the projection: the contact of the receipt and staff's words are sealed. Times are ISO 8601 UTC. */
export interface PaymentRow {
  readonly paymentId: string;
  readonly driverId: number;
  readonly status: PaymentStatus;
  readonly provider: Provider;
  readonly providerPaymentId: string | null;
  readonly tariff: { readonly id: string; readonly name: string; readonly days: number };
  readonly price: Money;
  readonly discount: Money;
  readonly amount: Money;
  /** What came, over all charges, and what of it went back. */
  readonly receivedMinor: number;
  readonly refundedMinor: number;
  readonly promoCode?: string;
  readonly receiptContact?: string | null;
  readonly confirmationUrl?: string;
  /** Key and sealed body of the call to the provider, and when it was first made. */
  readonly submission?: {
    readonly idempotenceKey: string;
    readonly body: string | null;
    readonly at: string;
  };
  /** We cannot tell whether the provider has it. */
  readonly registrationUnknown: boolean;
  readonly openUntil: string;
  readonly createdAt: string;
  readonly paidAt?: string;
  readonly canceledAt?: string;
  readonly cancelParty?: string;
  readonly cancelReason?: string;
  /** What a person should look at: kinds of mismatches and anomalies, oldest first. */
  readonly anomalies: readonly string[];
  readonly state: Payment;
  readonly version: number;
  readonly position: number;
}

/** A payment in clear text. What is asked of its provider stays inside. */
export type PaymentView = Omit<PaymentRow, "submission">;

const fold = (row: PaymentRow | null, event: StoredEvent) =>
  foldPayment(row, event as StoredEvent<PaymentEvent>);

/** Rows at [paymentId]. */
export const payments: Projection<PaymentRow> = {
  name: "payments",
  version: 3,
  keys: (event) => isPayment(event) ? [[event.data.paymentId]] : [],
  streams: ([paymentId]) => [`payment-${paymentId}`],
  fold,
};

/** Rows at [driverId, paymentId]. */
export const driverPayments: Projection<PaymentRow> = {
  name: "driver_payments",
  version: 3,
  keys: (event) => isPayment(event) ? [[event.data.driverId, event.data.paymentId]] : [],
  streams: ([, paymentId]) => [`payment-${paymentId}`],
  fold,
};

export function foldPayment(row: PaymentRow | null, stored: StoredEvent<PaymentEvent>): PaymentRow | null {
  const { type, data } = stored as PaymentEvent;
  const state = evolve(row?.state ?? initialState, stored as PaymentEvent);
  if (state.status === "none") return null;
  const { version, position } = stored;
  if (type === "PaymentRequested") {
    const { paymentId, driverId, provider, tariff, price, discount, amount, openUntil } = data;
    const { promoCode, receiptContact } = data;
    return row ?? {
      paymentId,
      driverId,
      status: "requested",
      provider,
      providerPaymentId: null,
      tariff,
      price,
      discount,
      amount,
      receivedMinor: 0,
      refundedMinor: 0,
      ...(promoCode !== undefined && { promoCode }),
      ...(receiptContact !== undefined && { receiptContact }),
      registrationUnknown: false,
      openUntil,
      createdAt: data.at,
      anomalies: [],
      state,
      version,
      position,
    };
  }
  if (!row) return null;
  const anomalies = [...row.anomalies, ...anomaliesIn(stored as PaymentEvent, row.state)];
  const known = { ...row, ...whatIsNew(row, stored as PaymentEvent), anomalies, state, version, position };
  return { ...known, ...sums(state), status: statusOf(state), providerPaymentId: state.providerPaymentId };
}

function whatIsNew(row: PaymentRow, { type, data }: PaymentEvent): Partial<PaymentRow> {
  switch (type) {
    case "PaymentSubmitted": {
      const { idempotenceKey, body, at } = data;
      return { submission: { idempotenceKey, body, at } };
    }
    case "PaymentRegistered": {
      const { confirmationUrl } = data;
      return { registrationUnknown: false, ...(confirmationUrl !== undefined && { confirmationUrl }) };
    }
    case "PaymentRegistrationUnknown":
      return { registrationUnknown: true };
    case "PaymentRegistrationRejected":
      return { registrationUnknown: false, cancelReason: data.code };
    case "PaymentSucceeded":
      return { registrationUnknown: false, paidAt: data.paidAt };
    case "PaymentRepeated": {
      // Renewals may be heard of before the charge they renew.
      const isFirst = row.paidAt === undefined || data.paidAt < row.paidAt;
      return isFirst ? { paidAt: data.paidAt } : {};
    }
    case "PaymentCanceled": {
      const party = data.party === undefined ? {} : { cancelParty: data.party };
      return { registrationUnknown: false, canceledAt: data.at, cancelReason: data.reason, ...party };
    }
    default:
      // The rest changes the state and what a person should look at.
      return {};
  }
}
