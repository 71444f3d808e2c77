// POST from the page of a payment: what becomes of money that does not fit.
import { paymentAddress } from "../../../../components/admin/money/money_addresses.ts";
import { define } from "../../../(_shared)/define.ts";
import { refuse } from "../../../(_shared)/refusal_page.ts";
import { ResolutionBody } from "../../../api/admin/(_schemas)/payment_deeds.ts";
import { staffOrigin } from "../../../api/admin/(_shared)/staff_origin.ts";
import { readTyped, understand } from "../../(_shared)/money_form.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const paymentId = ctx.params["id"]!;
    const read = understand(ResolutionBody, await readTyped(ctx.req));
    if ("errors" in read) return refuse(ctx, "validation_failed");
    const outcome = await ctx.state.app.payments.resolveMismatch(paymentId, read.ok, staffOrigin(ctx.state));
    if ("refused" in outcome) return refuse(ctx, outcome.refused);
    return ctx.redirect(`${paymentAddress(paymentId)}?done=resolved`, 303);
  },
});
