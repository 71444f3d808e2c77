// Notifications of YooKassa's as anybody might post them.
import { eventually } from "../../support/product.ts";
import type { PaidProduct } from "../../support/shop.ts";

/** An id that YooKassa knows nothing of. */
export const NOBODY = "00000000-000f-5000-8000-000000000000";

/** What a notification says; only a hint. */
export const claim = (id: string, event = "payment.succeeded", extra: object = {}) => ({
  type: "notification",
  event,
  object: {
    id,
    status: event.split(".")[1],
    paid: true,
    amount: { value: "499.00", currency: "RUB" },
    ...extra,
  },
});

/** The verdicts, once there are so many and none waits. */
export const settled = (shop: PaidProduct, count: number) =>
  eventually(shop.verdicts, (seen) => seen.length === count && !seen.includes("waiting"));
