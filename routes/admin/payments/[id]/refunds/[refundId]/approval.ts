// POST from the page of a payment: another administrator agrees to a refund that was proposed.
import { decideRefund } from "../../../../(_shared)/decide_refund.ts";

export const handler = decideRefund("approveRefund", "refund");
