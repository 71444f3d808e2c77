// The views of money, by the names their readers know them by.
import { paymentAudit, paymentDeliveries } from "../payments/observation/deliveries.ts";
import { providerPayments } from "../payments/observation/provider_payments.ts";
import { orphans } from "../payments/reconciliation/orphans.ts";
import { sweeps } from "../payments/reconciliation/sweep.ts";
import { driverPayments, payments } from "../payments/view.ts";
import { promoCodes, promoUses } from "../promo_codes/view.ts";
import { flags, settings } from "../settings/view.ts";
import type { Projection, View } from "../shared/projection.ts";
import { subscriptions } from "../subscriptions/view.ts";

export const moneyProjections = {
  payments,
  driverPayments,
  providerPayments,
  audit: paymentAudit,
  deliveries: paymentDeliveries,
  orphans,
  sweeps,
  subscriptions,
  promoCodes,
  promoUses,
  flags,
  settings,
} as const;

type Projections = typeof moneyProjections;
export type MoneyViews = {
  readonly [Name in keyof Projections]: Projections[Name] extends Projection<infer Row> ? View<Row> : never;
};
