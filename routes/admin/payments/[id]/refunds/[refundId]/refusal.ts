// POST from the page of a payment: a refund that was proposed is not given.
import { decideRefund } from "../../../../(_shared)/decide_refund.ts";

export const handler = decideRefund("declineRefund", "refund_declined");
