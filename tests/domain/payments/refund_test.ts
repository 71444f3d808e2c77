// Money that goes back on staff's word: how much, once for one key, and a large sum on two words.
import { kopecks, stars } from "../../../domain/shared/money.ts";
import type { RequestRefund } from "../../../domain/payments/money_back_commands.ts";
import { paymentDecider } from "../../../domain/payments/decide.ts";
import type { PaymentEvent } from "../../../domain/payments/events.ts";
import { given } from "../../support/given.ts";
import {
  about,
  LATER as at,
  observeRefund,
  paymentId,
  play,
  providerPaymentId,
  registered,
  requested,
  succeeded,
} from "./story.ts";

const paid = [requested, registered, succeeded] as const;
const ask = (changes: Partial<RequestRefund> = {}): RequestRefund => ({
  type: "RequestRefund",
  refundId: "f1",
  amount: kopecks(30_000),
  reason: "просил водитель",
  partialRefunds: true,
  by: "7",
  secondAdminFrom: 0,
  at,
  ...changes,
});
const data = {
  ...about,
  refundId: "f1",
  grantId: paymentId,
  providerPaymentId,
  amount: kopecks(30_000),
  reason: "просил водитель",
};
const asked = (changes = {}): PaymentEvent => ({
  type: "RefundRequested",
  data: { ...data, idempotenceKey: "f1", ...changes },
});
const proposed: PaymentEvent = { type: "RefundProposed", data: { ...data, by: "7" } };
const declined: PaymentEvent = {
  type: "RefundDeclined",
  data: { ...about, refundId: "f1", reason: "нет оснований" },
};
const agree = {
  type: "ApproveRefund",
  refundId: "f1",
  by: "8",
  reason: "проверил",
  partialRefunds: true,
  at,
} as const;
const decline = { type: "DeclineRefund", refundId: "f1", reason: "нет оснований", at } as const;

Deno.test("nothing, another currency and more than came are wrong sums, whatever has gone back", () => {
  for (const amount of [kopecks(0), stars(100), kopecks(49_901)]) {
    given(paymentDecider, ...paid).when(ask({ amount })).refused("refund_amount_invalid");
  }
  given(paymentDecider, ...paid, asked()).when(ask({ refundId: "f2" })).refused("refund_too_large");
});

Deno.test("one key is one wish: the same again does nothing, another sum, days or charge is refused", () => {
  given(paymentDecider, ...paid, asked()).when(ask()).nothingHappens();
  given(paymentDecider, ...paid, asked()).when(ask({ reason: "передумал" })).nothingHappens();
  for (const other of [{ amount: kopecks(1) }, { revokeDays: 3 }, { providerPaymentId: "another" }]) {
    given(paymentDecider, ...paid, asked()).when(ask(other)).refused("idempotency_key_reused");
  }
});

Deno.test("a large refund waits for a second administrator, who is not the first", () => {
  given(paymentDecider, ...paid).when(ask({ secondAdminFrom: 30_001 })).then(asked());
  given(paymentDecider, ...paid).when(ask({ secondAdminFrom: 30_000 })).then(proposed);
  given(paymentDecider, ...paid, proposed).when(ask({ secondAdminFrom: 30_000 })).nothingHappens();
  given(paymentDecider, ...paid, proposed).when({ ...agree, by: "7" }).refused("refund_needs_another_admin");
  const agreed = asked({ reason: "проверил", proposedBy: "7" });
  given(paymentDecider, ...paid, proposed).when(agree).then(agreed);
  given(paymentDecider, ...paid, proposed, agreed).when(agree).nothingHappens();
  given(paymentDecider, ...paid, proposed, agreed).when(decline).refused("refund_approved");
  given(paymentDecider, ...paid).when(agree).refused("refund_not_found");
});

Deno.test("a large sum in small parts is as large", () => {
  const part = ask({ refundId: "f2", amount: kopecks(10_000), secondAdminFrom: 40_000 });
  given(paymentDecider, ...paid, asked()).when(part).then({
    type: "RefundProposed",
    data: { ...data, refundId: "f2", amount: kopecks(10_000), by: "7" },
  });
});

Deno.test("what is proposed is spoken for until it is declined", () => {
  given(paymentDecider, ...paid, proposed).when(ask({ refundId: "f2" })).refused("refund_too_large");
  given(paymentDecider, ...paid, proposed).when(decline).then(declined);
  given(paymentDecider, ...paid, proposed, declined).when(decline).nothingHappens();
  given(paymentDecider, ...paid, proposed, declined).when(agree).refused("refund_declined");
  given(paymentDecider, ...paid, proposed, declined).when(ask({ refundId: "f2" })).then(
    asked({ refundId: "f2", idempotenceKey: "f2" }),
  );
});

Deno.test("a proposal is agreed to only while the money is still there and undisputed", () => {
  const external = observeRefund({ amount: kopecks(30_000) });
  const gone = play([external], [...paid, proposed]);
  given(paymentDecider, ...gone).when(agree).refused("refund_too_large");
  const open = { type: "OpenDispute", disputeId: "d1", openedAt: at, suspends: true, at } as const;
  given(paymentDecider, ...play([open], [...paid, proposed])).when(agree).refused("refund_disputed");
});
