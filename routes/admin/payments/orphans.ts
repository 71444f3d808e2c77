// POST from the page of sweeps: says which payment of ours an orphan is.
import { define } from "../../(_shared)/define.ts";
import { refuse } from "../../(_shared)/refusal_page.ts";
import { OrphanBody } from "../../api/admin/(_schemas)/payment_deeds.ts";
import { linkOrphan } from "../../api/admin/(_shared)/link_orphan.ts";
import { readTyped, understand } from "../(_shared)/money_form.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { paymentId, ...typed } = await readTyped(ctx.req);
    const read = understand(OrphanBody, typed);
    if ("errors" in read || paymentId === undefined) return refuse(ctx, "validation_failed");
    const outcome = await linkOrphan(ctx.state, paymentId, read.ok);
    if ("refused" in outcome) return refuse(ctx, outcome.refused);
    const linked = outcome.verdict === "accepted" || outcome.verdict === "duplicate";
    const done = linked ? "linked" : `recheck_${outcome.verdict}`;
    return ctx.redirect(`/admin/payments/sweeps?done=${done}`, 303);
  },
});
