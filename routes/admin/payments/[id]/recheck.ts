// POST from the page of a payment: asks the provider now and shows what came of it.
import { paymentAddress } from "../../../../components/admin/money/money_addresses.ts";
import { define } from "../../../(_shared)/define.ts";
import { refuse } from "../../../(_shared)/refusal_page.ts";
import { staffOrigin } from "../../../api/admin/(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const paymentId = ctx.params["id"]!;
    const outcome = await ctx.state.app.payments.recheck(paymentId, staffOrigin(ctx.state));
    if ("refused" in outcome) return refuse(ctx, outcome.refused);
    return ctx.redirect(`${paymentAddress(paymentId)}?done=recheck_${outcome.verdict}`, 303);
  },
});
