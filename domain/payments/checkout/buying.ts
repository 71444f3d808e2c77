// Payments as drivers make them: asked for, looked after on the way back, closed when nobody waits any more.
import type { PromoCodes } from "../../promo_codes/mod.ts";
import type { Settings } from "../../settings/mod.ts";
import type { Origin } from "../../shared/origin.ts";
import type { Clock, NewId } from "../../shared/ports.ts";
import type { Subscriptions } from "../../subscriptions/mod.ts";
import type { ObeyPayments } from "../obey.ts";
import type { Recheck } from "../observation/recheck.ts";
import type { FindProvider } from "../ports.ts";
import type { PaymentViews, ReadPayments } from "../reading.ts";
import type { PaymentView } from "../view.ts";
import { createCheckBack } from "./check_back.ts";
import type { PaymentForm } from "./offer.ts";
import { createStart, type StartRefusal } from "./start.ts";
import { createTill, type Till, type TillPorts } from "./till.ts";

export interface BuyPayments {
  /** `created` is false for the open payment of an earlier press. */
  start(
    driverId: number,
    form: PaymentForm,
    origin: Origin,
  ): Promise<{ payment: PaymentView; created: boolean } | { readonly refused: StartRefusal }>;
  /** As `one`, once the provider has been asked how it is doing: at most every five seconds. */
  checkBack(driverId: number, paymentId: string, origin: Origin): Promise<PaymentView | null>;
  notePromoOverLimit(paymentId: string, origin: Origin): Promise<void>;
  notePossibleDuplicate(paymentId: string, otherPaymentId: string, origin: Origin): Promise<void>;
  expire(paymentId: string, origin: Origin): Promise<void>;
  /** The payment has come to an end. */
  readonly closeCheckout: Till["close"];
}

export interface BuyPorts extends TillPorts {
  readonly views: Pick<PaymentViews, "payments" | "driverPayments">;
  readonly reading: ReadPayments;
  readonly provider: FindProvider;
  readonly must: ObeyPayments["must"];
  readonly recheck: Recheck;
  readonly settings: Settings;
  readonly subscriptions: Subscriptions;
  readonly promoCodes: PromoCodes;
  readonly clock: Clock;
  readonly newId: NewId;
}

export function createBuying(ports: BuyPorts): BuyPayments {
  const { views, reading, provider, must, recheck, clock } = ports;
  const { find, one, deliveries } = reading;
  const now = () => new Date(clock()).toISOString();
  const till = createTill(ports);
  const begin = createStart({
    ...ports,
    find,
    till,
    currencyOf: (name) => provider(name)?.currency ?? null,
    needsReceiptContact: (name) => provider(name)?.needsReceiptContact === true,
  });

  return {
    async start(driverId, form, origin) {
      const begun = await begin(driverId, form, origin);
      if ("refused" in begun) return begun;
      const { paymentId, created, position } = begun;
      await Promise.all([views.payments, views.driverPayments].map((view) => view.reached(position)));
      return { payment: (await find(paymentId))!, created };
    },
    checkBack: createCheckBack({ one, deliveries, recheck, clock }),
    notePromoOverLimit: (paymentId, origin) =>
      must(paymentId, { type: "NotePromoOverLimit", at: now() }, origin),
    async notePossibleDuplicate(paymentId, otherPaymentId, origin) {
      const states = await Promise.all([paymentId, otherPaymentId].map(ports.stateOf));
      // Beside what cost nothing there is no money too many.
      if (states.some((state) => state.status !== "none" && state.amount.minor === 0)) return;
      await must(paymentId, { type: "NotePossibleDuplicate", otherPaymentId, at: now() }, origin);
    },
    expire: (paymentId, origin) => must(paymentId, { type: "ExpirePayment", at: now() }, origin),
    closeCheckout: till.close,
  };
}
