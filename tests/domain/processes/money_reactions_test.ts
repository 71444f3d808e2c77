// Which facts about money lead to which steps and messages. Ids are stable, so that no repeat does anything twice.
import assert from "node:assert/strict";
import { eventSchemas, schemaVersionOf } from "../../../domain/events.ts";
import { paymentMessageKinds } from "../../../domain/messages/kinds.ts";
import { reactToMoney } from "../../../domain/processes/payments.ts";
import { type StepKind, steps } from "../../../domain/processes/steps.ts";
import type { DomainEvent } from "../../../domain/shared/event.ts";

function golden(type: string): DomainEvent {
  const file = new URL(`../../fixtures/events/${type}.v${schemaVersionOf(type)}.json`, import.meta.url);
  const { data } = JSON.parse(Deno.readTextFileSync(file));
  return { type, data };
}
const kinds = (type: string, changes: object = {}) =>
  reactToMoney({ type, data: { ...golden(type).data, ...changes } }, []).map(({ kind }) => kind);

Deno.test("a payment that is asked for is registered, watched and given up in time", () => {
  const [register, poll, expire] = reactToMoney(golden("PaymentRequested"), []);
  assert.deepEqual([register?.kind, poll?.kind, expire?.kind], [
    "process.register_payment",
    "process.poll_payment",
    "process.expire_payment",
  ]);
  assert.equal(register?.dueAt, undefined);
  assert.equal(new Date(poll!.dueAt!).toISOString(), "2026-03-03T11:06:00.000Z");
  assert.equal(new Date(expire!.dueAt!).toISOString(), "2026-03-03T12:00:00.000Z");
  assert.deepEqual(kinds("PaymentRequested", { amount: { minor: 0, currency: "RUB" } }), []);
});

Deno.test("money that came gives its days, uses its code up and clears the till", () => {
  assert.deepEqual(kinds("PaymentSucceeded"), [
    "process.grant_period",
    "process.redeem_promo",
    "process.close_checkout",
  ]);
});

Deno.test("a till that closes on money is told so", () => {
  const told = (type: string) =>
    reactToMoney(golden(type), []).find(({ kind }) => kind === "process.close_checkout");
  assert.equal(told("PaymentSucceeded")?.data["paid"], true);
  assert.equal(told("PaymentCanceled")?.data["paid"], undefined);
});

Deno.test("a promo code used past its limit has its payment looked at", () => {
  const discount = { gives: undefined };
  assert.deepEqual(kinds("PromoCodeRedeemed", discount), []);
  assert.deepEqual(kinds("PromoCodeRedeemed", { ...discount, overLimit: true }), [
    "process.note_promo_over_limit",
  ]);
});

Deno.test("a payment that ends otherwise gives its code back; only a decline is told", () => {
  const ended = ["process.release_promo", "process.close_checkout"];
  assert.deepEqual(kinds("PaymentCanceled"), [...ended, "driver_payment_canceled"]);
  assert.deepEqual(kinds("PaymentExpired"), ended);
  assert.deepEqual(kinds("PaymentRegistrationRejected"), ended);
});

Deno.test("all of the money takes the days, a part takes as many as somebody said, or none", () => {
  assert.deepEqual(kinds("PaymentRefunded", { full: true }), [
    "process.revoke_period",
    "driver_payment_refunded",
  ]);
  const part = { full: false, revokeDays: undefined };
  assert.deepEqual(kinds("PaymentRefunded", part), ["driver_payment_refunded"]);
  const [revoke] = reactToMoney({
    type: "PaymentRefunded",
    data: { ...golden("PaymentRefunded").data, full: false, revokeDays: 10 },
  }, []);
  assert.equal(revoke?.data["days"], 10);
});

Deno.test("a dispute suspends access only where that was set", () => {
  assert.deepEqual(kinds("DisputeOpened"), ["process.suspend_period"]);
  assert.deepEqual(kinds("DisputeOpened", { suspends: false }), []);
  assert.deepEqual([...kinds("DisputeWon"), ...kinds("DisputeLost")], [
    "process.restore_period",
    "process.revoke_period",
  ]);
});

Deno.test("a refund that waits is told to every administrator but the one who proposed it, once", () => {
  const proposed = golden("RefundProposed");
  const by = String(proposed.data["by"]);
  const told = reactToMoney(proposed, [by, "11", "12"]);
  assert.deepEqual(told.map(({ kind, lane }) => [kind, lane]), [
    ["admin_refund_waits", "chat:11"],
    ["admin_refund_waits", "chat:12"],
  ]);
  assert.equal(new Set(told.map(({ id }) => id)).size, 2);
  assert.deepEqual(reactToMoney(proposed, [by]), []);
});

Deno.test("days that are given are told, and the end is spoken of three times", () => {
  const reminder = "driver_subscription_reminder";
  const once = { possibleDuplicateOf: undefined };
  assert.deepEqual(kinds("PeriodGranted", once), ["driver_payment_succeeded", reminder, reminder, reminder]);
  assert.deepEqual(kinds("PeriodRevoked", { expiresAt: null }), []);
});

Deno.test("two payments that may be one too many are both looked at; one that was paid twice is flagged by itself", () => {
  const about = (possibleDuplicateOf: string) =>
    reactToMoney({
      type: "PeriodGranted",
      data: { ...golden("PeriodGranted").data, paymentId: "p2", possibleDuplicateOf },
    }, []).filter(({ kind }) => kind === "process.note_possible_duplicate").map(({ data }) => data);
  assert.deepEqual(about("p1"), [
    { paymentId: "p2", otherPaymentId: "p1" },
    { paymentId: "p1", otherPaymentId: "p2" },
  ]);
  assert.deepEqual(about("p2"), []);
});

Deno.test("every step carries what its worker asks for, and every message names a known kind", () => {
  for (const type of eventSchemas.keys()) {
    for (const { kind, data, id } of reactToMoney(golden(type), [])) {
      if (kind.startsWith("process.")) steps[kind as StepKind].parse(data);
      else assert.ok((paymentMessageKinds as readonly string[]).includes(kind), kind);
      assert.deepEqual(reactToMoney(golden(type), []).filter((again) => again.id === id).length, 1, id);
    }
  }
});

Deno.test("nothing of a person is in a step or a message", () => {
  const all = [...eventSchemas.keys()].flatMap((type) => reactToMoney(golden(type), []));
  assert.doesNotMatch(JSON.stringify(all), /ivan@example|Оплатил дважды|Не работал/);
});
