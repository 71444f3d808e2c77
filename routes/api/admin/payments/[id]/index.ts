// GET: one payment with its story: events, what reached us about it (the refused too), what became of access.
import { define } from "../../../../(_shared)/define.ts";
import { problem } from "../../../../(_shared)/problem.ts";
import type { PaymentStory } from "../../(_schemas)/payments.ts";
import { paymentDetails, paymentRecord } from "../../(_shared)/payment_answers.ts";
import { paymentTimeline } from "../../(_shared)/payment_timeline.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app } = ctx.state;
    const payment = await app.payments.find(ctx.params["id"]!);
    if (!payment) return problem("payment_not_found");
    const story: PaymentStory = {
      ...paymentRecord(payment),
      ...paymentDetails(payment),
      timeline: await paymentTimeline(app, payment),
    };
    return ctx.json(story);
  },
});
