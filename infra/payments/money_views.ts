// The views of money, as the running projections keep them.
import type { MoneyViews } from "../../domain/money.ts";
import { paymentAudit, paymentDeliveries } from "../../domain/payments/deliveries.ts";
import { orphans } from "../../domain/payments/orphans.ts";
import { sweeps } from "../../domain/payments/sweep.ts";
import { driverPayments, payments, providerPayments } from "../../domain/payments/view.ts";
import { promoCodes, promoUses } from "../../domain/promo_codes/view.ts";
import { flags, settings } from "../../domain/settings/view.ts";
import type { Projection, View } from "../../domain/shared/projection.ts";
import { subscriptions } from "../../domain/subscriptions/view.ts";

export function moneyViews({ view }: { view: <Row>(projection: Projection<Row>) => View<Row> }): MoneyViews {
  return {
    payments: view(payments),
    driverPayments: view(driverPayments),
    providerPayments: view(providerPayments),
    orphans: view(orphans),
    sweeps: view(sweeps),
    audit: view(paymentAudit),
    deliveries: view(paymentDeliveries),
    subscriptions: view(subscriptions),
    promoCodes: view(promoCodes),
    promoUses: view(promoUses),
    flags: view(flags),
    settings: view(settings),
  };
}
