// POST from the page of sweeps: says which payment of ours an orphan is.
import { define } from "../../(_shared)/define.ts";
import { refuse } from "../../(_shared)/refusal_page.ts";
import { linkOrphan } from "../../api/admin/(_shared)/link_orphan.ts";
import { readTyped } from "../(_shared)/money_form.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { paymentId, providerPaymentId } = await readTyped(ctx.req);
    if (paymentId === undefined || providerPaymentId === undefined) return refuse(ctx, "bad_request");
    const outcome = await linkOrphan(ctx.state, paymentId, providerPaymentId);
    if ("refused" in outcome) return refuse(ctx, outcome.refused);
    const linked = outcome.verdict === "accepted" || outcome.verdict === "duplicate";
    const done = linked ? "linked" : `recheck_${outcome.verdict}`;
    return ctx.redirect(`/admin/payments/sweeps?done=${done}`, 303);
  },
});
