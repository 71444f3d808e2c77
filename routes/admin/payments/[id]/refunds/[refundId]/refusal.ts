// POST from the page of a payment: a refund that was proposed is not given.
import { paymentAddress } from "../../../../../../components/admin/money_addresses.ts";
import { define } from "../../../../../(_shared)/define.ts";
import { refuse } from "../../../../../(_shared)/refusal_page.ts";
import { ReasonBody } from "../../../../../api/admin/(_schemas)/payment_deeds.ts";
import { staffOrigin } from "../../../../../api/admin/(_shared)/staff_origin.ts";
import { readTyped, understand } from "../../../../(_shared)/money_form.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const paymentId = ctx.params["id"]!;
    const read = understand(ReasonBody, await readTyped(ctx.req));
    if ("errors" in read) return refuse(ctx, "validation_failed");
    const asked = { refundId: ctx.params["refundId"]!, ...read.ok };
    const outcome = await ctx.state.app.payments.declineRefund(paymentId, asked, staffOrigin(ctx.state));
    if ("refused" in outcome) return refuse(ctx, outcome.refused);
    return ctx.redirect(`${paymentAddress(paymentId)}?done=refund_declined`, 303);
  },
});
