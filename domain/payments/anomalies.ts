// What a person should look at in a payment, by the names the console has words for.
import type { PaymentEvent } from "./events.ts";
import type { Payment } from "./state.ts";

/** What an event adds, after the state `before` it. */
export function anomaliesIn({ type, data }: PaymentEvent, before: Payment): string[] {
  switch (type) {
    case "PaymentSucceeded":
      return [...(data.anomaly ? [data.anomaly] : []), ...ofNobody(data)];
    case "PaymentRepeated": {
      const isAgain = !data.renewal && isBegun(before);
      return [...(isAgain ? ["paid_again"] : []), ...ofNobody(data)];
    }
    case "PaymentMismatchDetected":
      return [`mismatch_${data.kind}`];
    case "ProviderFactIgnored":
      return data.anomaly ? [`${data.status}_after_success`] : [];
    case "PromoLimitExceeded":
      return ["promo_over_limit"];
    case "PaymentDuplicateSuspected":
      return ["possible_duplicate"];
    case "ReceiptRefused":
      return ["receipt_refused"];
    case "PaymentRefunded":
      return data.external ? ["external_refund"] : [];
    case "DisputeLost":
      return ["dispute_lost"];
    case "PaymentRequested":
    case "PaymentSubmitted":
    case "PaymentRegistered":
    case "PaymentRegistrationUnknown":
    case "PaymentRegistrationRejected":
    case "PaymentAuthorized":
    case "PaymentCanceled":
    case "PaymentExpired":
    case "PaymentMismatchResolved":
    case "RefundProposed":
    case "RefundDeclined":
    case "RefundRequested":
    case "RefundRegistered":
    case "RefundFailed":
    case "DisputeOpened":
    case "DisputeWon":
      return [];
  }
}

/** It was paid by a charge of its own: a renewal may be heard of before the charge it renews. */
function isBegun(state: Payment): boolean {
  return state.status !== "none" && Object.values(state.charges).some(({ renewal }) => !renewal);
}

function ofNobody({ driverForgotten }: { readonly driverForgotten?: true | undefined }): string[] {
  return driverForgotten ? ["driver_forgotten"] : [];
}
