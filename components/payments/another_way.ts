// How a payment ends whose driver did not wait for its provider and took another.
import type { ANOTHER_WAY as Given } from "../../domain/payments/checkout/give_way.ts";
import type { PaymentView } from "../../domain/payments/mod.ts";

const ANOTHER_WAY: typeof Given = "another_way";

export function isGivenUp({ status, cancelReason }: PaymentView): boolean {
  return status === "failed" && cancelReason === ANOTHER_WAY;
}
