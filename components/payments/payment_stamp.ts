// Whether what a page shows of a payment is still so; without words, because the browser needs it too.
import type { PaymentStatus } from "../../domain/payments/mod.ts";

interface Shown {
  readonly status: PaymentStatus;
  readonly confirmationUrl?: string | null | undefined;
}

/** Changes whenever the page would; islands/PaymentWatch.tsx compares it with what the API says. */
export function stampOf({ status, confirmationUrl }: Shown): string {
  return status === "pending" && confirmationUrl ? "payable" : status;
}

/** Whether the page is worth looking at again by itself. */
export function isOnItsWay({ status }: Shown): boolean {
  return status === "requested" || status === "pending" || status === "authorized";
}
