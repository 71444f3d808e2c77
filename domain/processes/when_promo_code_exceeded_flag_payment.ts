// When a promo code was used past its limit, the payment it was honoured for is shown to a person.
import type { PromoCodeRedeemed } from "../promo_codes/events.ts";
import type { NewMessage } from "../shared/queue.ts";
import { step } from "./steps.ts";

export function whenPromoCodeExceededFlagPayment({ data }: PromoCodeRedeemed): NewMessage[] {
  const { useId: paymentId, overLimit } = data;
  if (!overLimit) return [];
  return [
    step("process.note_promo_over_limit", { id: paymentId, lane: `promo_over_limit:${paymentId}` }, {
      paymentId,
    }),
  ];
}
