// One payment and what its provider may say of it, for scenarios.
import type {
  ObserveProviderPayment,
  PaymentCommand,
  StartPayment,
} from "../../../domain/payments/commands.ts";
import { paymentDecider } from "../../../domain/payments/decide.ts";
import type { PaymentEvent, Source } from "../../../domain/payments/events.ts";
import type { ObserveRefund } from "../../../domain/payments/money_back_commands.ts";
import type { Payment } from "../../../domain/payments/state.ts";
import type { ProviderPayment, ProviderRefund } from "../../../domain/payments/ports.ts";
import { fold } from "../../../domain/shared/decider.ts";
import { kopecks } from "../../../domain/shared/money.ts";

export const AT = "2026-03-03T11:00:00.000Z";
export const LATER = "2026-03-03T11:05:00.000Z";
export const driverId = 700_000_101;
export const paymentId = "p1";
export const providerPaymentId = "23d93cac-000f-5000-8000-126628f15141";
export const paidAt = "2026-03-03T11:02:00.000Z";
export const about = { paymentId, driverId, at: LATER };
export const tariff = { id: "month", name: "Месяц", days: 30 };

export const start: StartPayment = {
  type: "StartPayment",
  paymentId,
  driverId,
  at: AT,
  provider: "yookassa",
  tariff,
  price: kopecks(49_900),
  discount: kopecks(0),
  amount: kopecks(49_900),
  openUntil: "2026-03-03T12:00:00.000Z",
};

const { type: _, ...order } = start;
export const requested: PaymentEvent = { type: "PaymentRequested", data: order };
export const withPromo: PaymentEvent = {
  type: "PaymentRequested",
  data: { ...order, promoCode: "VESNA2026" },
};

/** The payment as the provider has it, once paid, unless told otherwise. */
export function theirs(changes: Partial<ProviderPayment> = {}): ProviderPayment {
  return {
    provider: "yookassa",
    providerPaymentId,
    status: "succeeded",
    amount: { minor: 49_900, currency: "RUB" },
    paidAt,
    test: false,
    shop: "100500",
    paymentId,
    ...changes,
  };
}

export function observe(
  changes: Partial<ProviderPayment> = {},
  via: Source = "webhook",
): ObserveProviderPayment {
  return {
    type: "ObserveProviderPayment",
    payment: theirs(changes),
    expected: { shop: "100500", test: false },
    via,
    at: LATER,
  };
}

export const pending = observe({ status: "pending", confirmationUrl: "https://yoomoney.ru/pay" });
export const held = observe({ status: "authorized" });
export const paid = observe();
export const canceled = observe({
  status: "canceled",
  canceled: { party: "payment_network", reason: "insufficient_funds" },
});

export function observeRefund(changes: Partial<ProviderRefund> = {}): ObserveRefund {
  const refund: ProviderRefund = {
    provider: "yookassa",
    providerRefundId: "r-1",
    providerPaymentId,
    status: "succeeded",
    amount: { minor: 49_900, currency: "RUB" },
    at: "2026-03-04T09:00:00.000Z",
    ...changes,
  };
  return { type: "ObserveRefund", refund, via: "webhook", at: LATER };
}

export const registered: PaymentEvent = {
  type: "PaymentRegistered",
  data: {
    ...about,
    provider: "yookassa",
    providerPaymentId,
    confirmationUrl: "https://yoomoney.ru/pay",
    via: "response",
  },
};
export const succeeded: PaymentEvent = {
  type: "PaymentSucceeded",
  data: {
    ...about,
    provider: "yookassa",
    providerPaymentId,
    amount: kopecks(49_900),
    paidAt,
    via: "webhook",
    grantId: paymentId,
    tariffId: "month",
    days: 30,
  },
};

/** The history after commands obeyed in order; refusals leave nothing. */
export function play(
  commands: readonly PaymentCommand[],
  before: readonly PaymentEvent[] = [],
): PaymentEvent[] {
  const history = [...before];
  for (const command of commands) {
    const decision = paymentDecider.decide(command, fold(paymentDecider, history));
    if ("ok" in decision) history.push(...decision.ok);
  }
  return history;
}

export function stateAfter(history: readonly PaymentEvent[]): Payment {
  return fold(paymentDecider, history);
}

export function count(history: readonly PaymentEvent[], type: PaymentEvent["type"]): number {
  return history.filter((event) => event.type === type).length;
}
