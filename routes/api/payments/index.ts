// GET: the caller's payments, newest first. POST: starts one; pressing again gives the one that is open.
import { readJson } from "../../(_shared)/body.ts";
import { define } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { paymentAnswer, PaymentBody } from "../(_schemas)/payments.ts";
import { startPayment } from "../(_shared)/start_payment.ts";

const FIELDS = {
  tariff_not_found: "tariffId",
  provider_unavailable: "provider",
  promo_code_invalid: "promoCode",
  receipt_contact_required: "receiptContact",
};

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    return ctx.json({ data: (await app.payments.of(session.driverId)).map(paymentAnswer) });
  },
  async POST(ctx) {
    if (!ctx.state.session) return problem("unauthenticated");
    const body = await readJson(ctx.req, PaymentBody);
    if ("refused" in body) return body.refused;
    const { tariffId, provider, promoCode, receiptContact } = body.ok;
    const form = {
      tariffId,
      provider,
      ...(promoCode !== undefined && { promoCode }),
      ...(receiptContact !== undefined && { receiptContact }),
    };
    return await startPayment(ctx.state, form, FIELDS);
  },
});
