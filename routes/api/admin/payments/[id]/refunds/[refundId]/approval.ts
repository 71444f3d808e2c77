// POST: another administrator agrees to a refund that was proposed; the provider is asked for it.
import { decideRefund } from "../../../../(_shared)/decide_refund.ts";

export const handler = decideRefund("approveRefund");
