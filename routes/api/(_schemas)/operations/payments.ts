// Tariffs, payments, promo codes and the subscription they lead to (contracts 5.1–5.4).
import {
  OldPaymentBody,
  PaymentAnswer,
  PaymentBody,
  PaymentsAnswer,
  PromoAnswer,
  PromoBody,
  SubscriptionAnswer,
  TariffsAnswer,
} from "../payments.ts";
import { older, type Operation } from "./operation.ts";

const start: Operation = {
  method: "post",
  path: "/api/payments",
  summary:
    "Start paying for a tariff; `confirmationUrl` is null while the provider is slow, and another provider " +
    "may be asked for the same tariff instead: the first payment then ends with the reason `another_way`, or is the " +
    "answer when it turns out to be paid",
  caller: "driver",
  body: PaymentBody,
  answers: {
    201: {
      description: "A new payment; paid already when a promo code leaves nothing to pay",
      schema: PaymentAnswer,
    },
    200: { description: "The open payment of an earlier press", schema: PaymentAnswer },
  },
  refusals: [
    "payments_disabled",
    "tariff_not_found",
    "provider_unavailable",
    "promo_code_invalid",
    "receipt_contact_required",
    "too_many_open_payments",
  ],
};

const apply: Operation = {
  method: "post",
  path: "/api/promo-codes/apply",
  summary: "Use a promo code that gives days; after five wrong codes in ten minutes one has to wait",
  caller: "driver",
  body: PromoBody,
  answers: { 200: { description: "Until when there is access now", schema: PromoAnswer } },
  refusals: ["promo_code_invalid"],
};

export const paymentOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/api/tariffs",
    summary: "What is for sale, and how it can be paid",
    caller: "driver",
    answers: { 200: { description: "In the order to show them", schema: TariffsAnswer } },
  },
  {
    method: "get",
    path: "/api/subscription",
    summary: "The caller's subscription, and why it lasts as long as it does",
    caller: "driver",
    answers: { 200: { description: "As it is now", schema: SubscriptionAnswer } },
  },
  {
    method: "get",
    path: "/api/payments",
    summary: "The caller's payments, newest first",
    caller: "driver",
    answers: { 200: { description: "All of them", schema: PaymentsAnswer } },
  },
  start,
  { ...older(start, "/api/payments/create"), body: OldPaymentBody },
  {
    method: "get",
    path: "/api/payments/{id}",
    summary: "One of the caller's payments",
    caller: "driver",
    answers: { 200: { description: "As it is now", schema: PaymentAnswer } },
    refusals: ["payment_not_found"],
  },
  {
    method: "post",
    path: "/api/payments/{id}/check",
    summary: "Ask the provider how the caller's payment is doing; at most every five seconds",
    caller: "driver",
    answers: { 200: { description: "As it is now", schema: PaymentAnswer } },
    refusals: ["payment_not_found"],
  },
  apply,
  older(apply, "/api/promocodes/apply"),
];
