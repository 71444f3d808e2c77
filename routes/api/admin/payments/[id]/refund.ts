// POST: gives money back. GET: what that would do to access, by the same fold, so that the result cannot differ.
import type { PaymentRefusal } from "../../../../../domain/payments/mod.ts";
import type { Money } from "../../../../../domain/shared/money.ts";
import { define } from "../../../../(_shared)/define.ts";
import { problem } from "../../../../(_shared)/problem.ts";
import { RefundBody, RefundQuery } from "../../(_schemas)/payment_deeds.ts";
import { readBody } from "../../(_shared)/body.ts";
import { badQuery, readQuery } from "../../(_shared)/query.ts";
import { idempotencyKey } from "../../(_shared)/once.ts";
import { paymentRecord } from "../../(_shared)/payment_answers.ts";
import { askForRefund, refundable, wrongAmount } from "../../(_shared)/refund.ts";
import { staffOrigin } from "../../(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { payments } = ctx.state.app;
    const query = readQuery(ctx.url.searchParams, RefundQuery);
    if ("errors" in query) return badQuery(query.errors);
    const payment = await payments.find(ctx.params["id"]!);
    if (!payment) return problem("payment_not_found");
    const { revokeDays, providerPaymentId } = query.ok;
    const left = refundable(payment, providerPaymentId);
    const minor = query.ok.minor ?? left.minor;
    const preview = await payments.previewRefund(payment.paymentId, {
      minor,
      ...(revokeDays !== undefined && { revokeDays }),
      ...(providerPaymentId !== undefined && { providerPaymentId }),
    });
    if ("refused" in preview) return refusal(preview.refused, "minor", { ...left, minor }, left);
    const { before, after } = preview;
    const iso = (time: number) => new Date(time).toISOString();
    const periods = preview.periods.map(({ grantId, given: { kind }, days, from, to }) => ({
      ...{ grantId, kind, days, from: iso(from), to: iso(to) },
    }));
    return ctx.json({ amount: { ...left, minor }, before, after, periods });
  },
  async POST(ctx) {
    const { app } = ctx.state;
    const payment = await app.payments.find(ctx.params["id"]!);
    if (!payment) return problem("payment_not_found");
    const body = await readBody(ctx.req, RefundBody);
    if ("refused" in body) return body.refused;
    const left = refundable(payment, body.ok.providerPaymentId);
    const by = { key: idempotencyKey(ctx.req), origin: staffOrigin(ctx.state) };
    const outcome = await askForRefund(app, payment, body.ok, by);
    if ("refused" in outcome) return refusal(outcome.refused, "amount", outcome.amount, left);
    return ctx.json({ ...outcome, payment: paymentRecord(outcome.payment) });
  },
});

/** A sum that cannot go back is named as the field it was in. */
function refusal(refused: PaymentRefusal, field: string, asked: Money, left: Money): Response {
  const message = wrongAmount(refused, asked, left);
  return message === null ? problem(refused) : problem(refused, { errors: [{ field, message }] });
}
