// The fault table of money: what is particular to Stars. Numbers are rows.
import assert from "node:assert/strict";
import { foldPayment, type PaymentRow } from "../../../domain/payments/view.ts";
import { stored } from "../../support/stored.ts";
import { charge, inStars } from "./stars_story.ts";
import { count, play } from "./story.ts";

Deno.test("fault 40: an invoice of Stars paid twice is two charges and two grants, the second flagged", () => {
  const history = play([charge("c1"), charge("c2"), charge("c1"), charge("c2")], [inStars]);
  assert.equal(count(history, "PaymentSucceeded"), 1);
  const again = history.filter((event) => event.type === "PaymentRepeated");
  assert.deepEqual(again.map(({ data }) => data.grantId), ["p1+c2"]);
  const row = stored("payment-p1", ...history).reduce<PaymentRow | null>(foldPayment, null);
  assert.deepEqual(row?.anomalies, ["paid_again"]);
});

Deno.test("fault 58: what comes again for a driver who was forgotten meanwhile is flagged too", () => {
  const [, , again] = play([charge("c1"), { ...charge("c2"), driverForgotten: true }], [inStars]);
  assert.ok(again?.type === "PaymentRepeated" && again.data.driverForgotten);
});

Deno.test("fault 41: the same charge again is nothing", () => {
  assert.equal(play([charge("c1"), charge("c1")], [inStars]).length, 2);
});

Deno.test("a renewal of Stars brings the end its provider names", () => {
  const until = "2026-05-02T11:00:00.000Z";
  const [, , renewed] = play([charge("c1"), charge("c2", { renewal: true, until })], [inStars]);
  assert.ok(renewed?.type === "PaymentRepeated");
  assert.deepEqual([renewed.data.renewal, renewed.data.until], [true, until]);
});

Deno.test("somebody else's Stars do not pay a driver's order", () => {
  const [, event] = play([charge("c1", { payerId: 1 })], [inStars]);
  assert.ok(event?.type === "PaymentMismatchDetected" && event.data.kind === "payer");
});
