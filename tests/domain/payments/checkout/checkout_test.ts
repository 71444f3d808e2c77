// One driver, one order, one open payment.
import { checkoutDecider } from "../../../../domain/payments/checkout/checkout.ts";
import type { CheckoutEvent, CheckoutOpened } from "../../../../domain/payments/checkout/checkout_events.ts";
import { kopecks } from "../../../../domain/shared/money.ts";
import { given } from "../../../support/given.ts";

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
  ({
    type: "OpenCheckout",
    order: { ...order, paymentId, ...changes },
    givingWay: [],
    deadEnds: [],
    unpayable: [],
    hasPaid: false,
  }) as const;
const closed = (paymentId: string, changes = {}): CheckoutEvent => ({
  type: "CheckoutClosed",
  data: { driverId: order.driverId, paymentId, ...changes },
});
const close = (paymentId: string, paid = false) =>
  ({ type: "CloseCheckout", driverId: order.driverId, paymentId, paid }) as const;

Deno.test("fault 42: a second press of the same order within ten minutes opens nothing", () => {
  given(checkoutDecider).when(open("p1")).then(opened("p1"));
  given(checkoutDecider, opened("p1")).when(open("p2", { at: "2026-03-03T11:09:59.999Z" })).nothingHappens();
});

Deno.test("fault 47: an order that cost nothing is still the same for the press that comes after its end", () => {
  const free = { amount: kopecks(0), promoCode: "DAROM2026" };
  const given47 = given(checkoutDecider, opened("p1", free), closed("p1", { paid: true }));
  given47.when(open("p2", free)).nothingHappens();
  const later = { ...free, at: "2026-03-03T11:10:00.000Z" };
  given47.when(open("p2", later)).then(opened("p2", later));
  given47.when(open("p2")).then(opened("p2"));
  const unpaid = given(checkoutDecider, opened("p1", free), closed("p1"));
  unpaid.when(open("p2", free)).then(opened("p2", free));
});

Deno.test("a paid order that cost money is paid again when it is asked for again", () => {
  given(checkoutDecider, opened("p1"), closed("p1", { paid: true })).when(open("p2")).then(opened("p2"));
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

Deno.test("an open payment that leads nowhere is not gone on with, but keeps its place", () => {
  const anew = { ...open("p2"), deadEnds: ["p1"] };
  given(checkoutDecider, opened("p1")).when(anew).then(opened("p2"));
  given(checkoutDecider, opened("p1"), opened("p2")).when({ ...open("p3"), deadEnds: ["p1"] })
    .nothingHappens();
  const three = [opened("p1"), opened("p3", { tariffId: "b" }), opened("p4", { tariffId: "c" })];
  given(checkoutDecider, ...three).when(anew).refused("too_many_open_payments");
});

Deno.test("three payments may wait at once; one that ended makes room", () => {
  const three = [opened("p1"), opened("p2", { tariffId: "b" }), opened("p3", { tariffId: "c" })];
  const fourth = open("p4", { tariffId: "d" });
  given(checkoutDecider, ...three).when(fourth).refused("too_many_open_payments");
  given(checkoutDecider, ...three, closed("p2")).when(fourth).then(opened("p4", { tariffId: "d" }));
  given(checkoutDecider, ...three, closed("p2")).when(close("p2")).nothingHappens();
});

Deno.test("what nobody can pay any more takes no place, but is still somebody's first purchase", () => {
  const three = [opened("p1"), opened("p2", { tariffId: "b" }), opened("p3", { tariffId: "c" })];
  const fourth = { ...open("p4", { tariffId: "d" }), unpayable: ["p2"] };
  given(checkoutDecider, ...three).when(fourth).then(opened("p4", { tariffId: "d" }));
  given(checkoutDecider, ...three).when({ ...fourth, unpayable: ["p9"] }).refused("too_many_open_payments");
  const another = { ...open("p2", other), unpayable: ["p1"] };
  given(checkoutDecider, opened("p1", first)).when(another).refused("promo_code_invalid");
});

Deno.test("a shop that is set up wrong is not pressed without end", () => {
  const ids = ["p1", "p2", "p3", "p4", "p5", "p6"];
  const odd = ids.map((id, n) => opened(id, { tariffId: `t${n}` }));
  const next = (unpayable: readonly string[]) => ({ ...open("p9", { tariffId: "z" }), unpayable });
  given(checkoutDecider, ...odd.slice(0, 5)).when(next(ids)).then(opened("p9", { tariffId: "z" }));
  given(checkoutDecider, ...odd).when(next(ids)).refused("too_many_open_payments");
});

const first = { promoCode: "PERVY", firstPurchase: true };
const other = { promoCode: "NOVICHOK", firstPurchase: true };

Deno.test("a code for a first purchase is good for one payment at a time, and for another when that one ended", () => {
  given(checkoutDecider, opened("p1", first)).when(open("p2", other)).refused("promo_code_invalid");
  given(checkoutDecider, opened("p1", first), closed("p1")).when(open("p2", other)).then(opened("p2", other));
  const later = { ...other, at: order.openUntil };
  given(checkoutDecider, opened("p1", first)).when(open("p2", later)).then(opened("p2", later));
});

Deno.test("the same code goes along to another tariff", () => {
  const year = { ...first, tariffId: "year" };
  given(checkoutDecider, opened("p1", first)).when(open("p2", year)).then(opened("p2", year));
});

Deno.test("who has paid has no first purchase any more, however late the money was heard of", () => {
  given(checkoutDecider).when({ ...open("p2", first), hasPaid: true }).refused("promo_code_invalid");
  const paidLate = [opened("p1"), closed("p1")];
  given(checkoutDecider, ...paidLate).when(close("p1", true)).then(closed("p1", { paid: true }));
  const paid = [...paidLate, closed("p1", { paid: true })];
  given(checkoutDecider, ...paid).when(close("p1", true)).nothingHappens();
  given(checkoutDecider, ...paid).when(open("p2", first)).refused("promo_code_invalid");
  given(checkoutDecider, ...paid).when(open("p2")).then(opened("p2"));
});
