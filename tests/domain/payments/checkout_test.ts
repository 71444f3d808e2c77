// One driver, one order, one open payment.
import {
  checkoutDecider,
  type CheckoutEvent,
  type CheckoutOpened,
} from "../../../domain/payments/checkout.ts";
import { kopecks } from "../../../domain/shared/money.ts";
import { given } from "../../support/given.ts";

const order: CheckoutOpened["data"] = {
  driverId: 700_000_101,
  paymentId: "p1",
  provider: "yookassa",
  tariffId: "month",
  amount: kopecks(49_900),
  at: "2026-03-03T11:00:00.000Z",
  openUntil: "2026-03-03T12:00:00.000Z",
};
const opened = (paymentId: string, changes = {}): CheckoutEvent => ({
  type: "CheckoutOpened",
  data: { ...order, paymentId, ...changes },
});
const open = (paymentId: string, changes = {}) =>
  ({ type: "OpenCheckout", order: { ...order, paymentId, ...changes } }) as const;

Deno.test("fault 42: a second press of the same order within ten minutes opens nothing", () => {
  given(checkoutDecider).when(open("p1")).then(opened("p1"));
  given(checkoutDecider, opened("p1")).when(open("p2", { at: "2026-03-03T11:09:59.999Z" })).nothingHappens();
});

Deno.test("after ten minutes, or for another tariff, sum or code, it is another payment", () => {
  for (
    const changes of [
      { at: "2026-03-03T11:10:00.000Z" },
      { tariffId: "year" },
      { amount: kopecks(100) },
      { promoCode: "VESNA2026" },
      { provider: "stars" },
    ]
  ) given(checkoutDecider, opened("p1")).when(open("p2", changes)).then(opened("p2", changes));
});

Deno.test("three payments may wait at once; one that ended makes room", () => {
  const three = [opened("p1"), opened("p2", { tariffId: "b" }), opened("p3", { tariffId: "c" })];
  const fourth = open("p4", { tariffId: "d" });
  given(checkoutDecider, ...three).when(fourth).refused("too_many_open_payments");
  const closed: CheckoutEvent = {
    type: "CheckoutClosed",
    data: { driverId: order.driverId, paymentId: "p2" },
  };
  given(checkoutDecider, ...three, closed).when(fourth).then(opened("p4", { tariffId: "d" }));
  given(checkoutDecider, ...three, closed).when({
    type: "CloseCheckout",
    driverId: order.driverId,
    paymentId: "p2",
  }).nothingHappens();
});
