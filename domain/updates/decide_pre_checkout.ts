// Our word on a payment Telegram is about to take: it has to be open, the payer's own, and at its price.
import type { Payments } from "../payments/mod.ts";
import type { DecidePreCheckout } from "./ports.ts";

export function createDecidePreCheckout({ mayCharge }: Pick<Payments, "mayCharge">): DecidePreCheckout {
  return async ({ payload, driverId, totalAmount, currency }) => {
    switch (await mayCharge(payload, { driverId, minor: totalAmount, currency })) {
      case "ok":
        return { ok: true };
      case "unavailable":
        return { refused: "payments_unavailable" };
      case "outdated":
        return { refused: "payment_outdated" };
    }
  };
}
