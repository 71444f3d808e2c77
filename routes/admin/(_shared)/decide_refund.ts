// POST from the page of a payment: another administrator decides on a refund that was proposed.
import { paymentAddress } from "../../../components/admin/money/money_addresses.ts";
import { define } from "../../(_shared)/define.ts";
import { refuse } from "../../(_shared)/refusal_page.ts";
import { ReasonBody } from "../../api/admin/(_schemas)/payment_deeds.ts";
import { staffOrigin } from "../../api/admin/(_shared)/staff_origin.ts";
import { readTyped, understand } from "./money_form.ts";

/** `done` is what the page says afterwards, by the name of its text. */
export function decideRefund(decide: "approveRefund" | "declineRefund", done: string) {
  return define.handlers({
    async POST(ctx) {
      const paymentId = ctx.params["id"]!;
      const read = understand(ReasonBody, await readTyped(ctx.req));
      if ("errors" in read) return refuse(ctx, "validation_failed");
      const asked = { refundId: ctx.params["refundId"]!, ...read.ok };
      const outcome = await ctx.state.app.payments[decide](paymentId, asked, staffOrigin(ctx.state));
      if ("refused" in outcome) return refuse(ctx, outcome.refused);
      return ctx.redirect(`${paymentAddress(paymentId)}?done=${done}`, 303);
    },
  });
}
