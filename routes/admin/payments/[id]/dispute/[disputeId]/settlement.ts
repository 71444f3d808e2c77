// POST from the page of a payment: how a dispute ended.
import { paymentAddress } from "../../../../../../components/admin/money/money_addresses.ts";
import { define } from "../../../../../(_shared)/define.ts";
import { refuse } from "../../../../../(_shared)/refusal_page.ts";
import { SettlementBody } from "../../../../../api/admin/(_schemas)/payment_deeds.ts";
import { settleDispute } from "../../../../../api/admin/(_shared)/disputes.ts";
import { momentTyped, readTyped, understand } from "../../../../(_shared)/money_form.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { id, disputeId } = ctx.params;
    const typed = await readTyped(ctx.req);
    const read = understand(SettlementBody, { ...typed, closedAt: momentTyped(typed["closedAt"]) });
    if ("errors" in read) return refuse(ctx, "validation_failed");
    const outcome = await settleDispute(ctx.state, id!, { disputeId: disputeId!, ...read.ok });
    if ("refused" in outcome) return refuse(ctx, outcome.refused);
    return ctx.redirect(`${paymentAddress(id!)}?done=settled`, 303);
  },
});
