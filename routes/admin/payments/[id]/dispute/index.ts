// POST from the page of a payment: the payer's bank wants the money back.
import { paymentAddress } from "../../../../../components/admin/money/money_addresses.ts";
import { define } from "../../../../(_shared)/define.ts";
import { refuse } from "../../../../(_shared)/refusal_page.ts";
import { DisputeBody } from "../../../../api/admin/(_schemas)/payment_deeds.ts";
import { openDispute } from "../../../../api/admin/(_shared)/disputes.ts";
import { momentTyped, readTyped, understand } from "../../../(_shared)/money_form.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const paymentId = ctx.params["id"]!;
    const typed = await readTyped(ctx.req);
    const read = understand(DisputeBody, { ...typed, openedAt: momentTyped(typed["openedAt"]) });
    if ("errors" in read) return refuse(ctx, "validation_failed");
    const outcome = await openDispute(ctx.state, paymentId, read.ok);
    if ("refused" in outcome) return refuse(ctx, outcome.refused);
    return ctx.redirect(`${paymentAddress(paymentId)}?done=dispute`, 303);
  },
});
