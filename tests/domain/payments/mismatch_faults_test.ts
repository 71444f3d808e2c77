// The fault table of money: payments that are not what we asked for. Numbers are rows.
import assert from "node:assert/strict";
import { paymentDecider } from "../../../domain/payments/decide.ts";
import type { MismatchKind } from "../../../domain/payments/anomaly_events.ts";
import type { PaymentEvent } from "../../../domain/payments/events.ts";
import type { ProviderPayment } from "../../../domain/payments/ports.ts";
import { kopecks } from "../../../domain/shared/money.ts";
import { given } from "../../support/given.ts";
import {
  about,
  count,
  LATER,
  observe,
  paidAt,
  play,
  providerPaymentId,
  registered,
  requested,
  stateAfter,
  succeeded,
  theirs,
  withPromo,
} from "./story.ts";

const success = succeeded as Extract<PaymentEvent, { type: "PaymentSucceeded" }>;

const mismatches: [row: string, MismatchKind, Partial<ProviderPayment>, expected: string, got: string][] = [
  [
    "19: amount differs by one kopeck more",
    "amount",
    { amount: { minor: 49_901, currency: "RUB" } },
    "49900",
    "49901",
  ],
  [
    "19: amount differs by one kopeck less",
    "amount",
    { amount: { minor: 49_899, currency: "RUB" } },
    "49900",
    "49899",
  ],
  ["20: currency differs", "currency", { amount: { minor: 49_900, currency: "KZT" } }, "RUB", "KZT"],
  ["21: the mark is of somebody else's payment", "metadata", { paymentId: "p2" }, "p1", "p2"],
  ["27: play money in earnest", "test", { test: true }, "false", "true"],
  ["28: another shop's object", "shop", { shop: "1" }, "100500", "1"],
];
for (const [row, kind, changes, expected, got] of mismatches) {
  Deno.test(`fault ${row}: recorded once, nothing granted`, () => {
    const { providerPaymentId: id, amount } = theirs(changes);
    const mismatch: PaymentEvent = {
      type: "PaymentMismatchDetected",
      data: {
        ...about,
        kind,
        expected,
        got,
        providerPaymentId: id,
        status: "succeeded",
        ...amount,
        paidAt,
        via: "webhook",
      },
    };
    given(paymentDecider, requested).when(observe(changes)).then(mismatch);
    given(paymentDecider, requested, mismatch).when(observe(changes)).nothingHappens();
  });
}

Deno.test("fault 21: an object that is not the one we registered is a mismatch, whatever its mark says", () => {
  const [event] = play([observe({ providerPaymentId: "other" })], [requested, registered]).slice(2);
  assert.equal(event?.type, "PaymentMismatchDetected");
  assert.equal(event?.type === "PaymentMismatchDetected" && event.data.kind, "provider_payment_id");
});

Deno.test("fault 19: a person who has looked accepts the money as it is, or does not", () => {
  const odd = observe({ amount: { minor: 49_901, currency: "RUB" } });
  const resolve = {
    type: "ResolveMismatch",
    providerPaymentId,
    reason: "комиссия",
    at: LATER,
  } as const;
  const history = play([odd, { ...resolve, decision: "accepted" }], [requested, registered]);
  const money = history.find((event) => event.type === "PaymentSucceeded");
  assert.deepEqual(money?.data, {
    ...success.data,
    amount: kopecks(49_901),
    via: "admin",
  });
  assert.equal(count(play([odd], history), "PaymentMismatchDetected"), 1);
});

Deno.test("fault 19: money nobody takes closes its order, whose page cannot be paid any more; a foreign object closes nothing", () => {
  const dismiss = {
    type: "ResolveMismatch",
    decision: "dismissed",
    reason: "чужая сумма",
    at: LATER,
  } as const;
  for (const status of ["succeeded", "canceled"] as const) {
    const odd = observe({ status, amount: { minor: 49_901, currency: "RUB" } });
    const history = play([odd, { ...dismiss, providerPaymentId }, odd], [withPromo, registered]);
    assert.deepEqual(history.slice(3).map(({ type }) => type), [
      "PaymentMismatchResolved",
      "PaymentCanceled",
    ]);
    const end = history.at(-1)!;
    assert.ok(end.type === "PaymentCanceled");
    assert.deepEqual([end.data.reason, end.data.promoCode], ["mismatch_dismissed", "VESNA2026"]);
    assert.equal(stateAfter(history).status, "canceled");
  }
  const foreign = observe({ providerPaymentId: "other" });
  const kept = play([foreign, { ...dismiss, providerPaymentId: "other" }], [requested, registered]);
  assert.equal(stateAfter(kept).status, "pending");
});
