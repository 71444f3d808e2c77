// Which facts about money lead to which steps and messages; they are committed together.
import type { DriverRegistered } from "../drivers/events.ts";
import type { PaymentEvent } from "../payments/events.ts";
import type { PromoCodeRedeemed } from "../promo_codes/events.ts";
import type { DomainEvent } from "../shared/event.ts";
import type { NewMessage } from "../shared/queue.ts";
import type { SubscriptionEvent } from "../subscriptions/events.ts";
import { whenAccessChangedTellAndRemindDriver } from "./when_access_changed_tell_and_remind_driver.ts";
import { whenDriverRegisteredStartTrial } from "./when_driver_registered_start_trial.ts";
import { whenMoneyWentBackChangeAccess } from "./when_money_went_back_change_access.ts";
import { whenPaymentDecidedTellDriver } from "./when_payment_decided_tell_driver.ts";
import { whenPaymentEndedCloseCheckout } from "./when_payment_ended_close_checkout.ts";
import { whenPaymentEndedSettlePromo } from "./when_payment_ended_settle_promo.ts";
import { whenPaymentRequestedRegisterAndWatchIt } from "./when_payment_requested_register_and_watch_it.ts";
import { whenPaymentSucceededGrantPeriod } from "./when_payment_succeeded_grant_period.ts";
import { whenPeriodMayBeDoubleFlagPayments } from "./when_period_may_be_double_flag_payments.ts";
import { whenPromoCodeExceededFlagPayment } from "./when_promo_code_exceeded_flag_payment.ts";
import { whenPromoCodeGivesDaysGrantThem } from "./when_promo_code_gives_days_grant_them.ts";
import { whenRefundProposedTellOtherAdmins } from "./when_refund_proposed_tell_other_admins.ts";
import { whenRefundRequestedRefundPayment } from "./when_refund_requested_refund_payment.ts";
import { whenRenewalFailedTellDriver } from "./when_renewal_failed_tell_driver.ts";

/** Nothing for facts of other contexts. `admins`: Telegram's ids of who runs the product. */
export function reactToMoney(
  happened: DomainEvent,
  admins: readonly string[],
): readonly NewMessage[] {
  const event = happened as PaymentEvent | SubscriptionEvent | PromoCodeRedeemed | DriverRegistered;
  switch (event.type) {
    case "DriverRegistered":
      return [whenDriverRegisteredStartTrial(event)];
    case "PaymentRequested":
      return whenPaymentRequestedRegisterAndWatchIt(event);
    case "PaymentSucceeded":
      return [
        whenPaymentSucceededGrantPeriod(event),
        ...whenPaymentEndedSettlePromo(event),
        whenPaymentEndedCloseCheckout(event),
      ];
    case "PaymentRepeated":
      return [whenPaymentSucceededGrantPeriod(event)];
    case "PaymentCanceled":
      return [
        ...whenPaymentEndedSettlePromo(event),
        whenPaymentEndedCloseCheckout(event),
        whenPaymentDecidedTellDriver(event),
      ];
    case "PaymentExpired":
    case "PaymentRegistrationRejected":
      return [...whenPaymentEndedSettlePromo(event), whenPaymentEndedCloseCheckout(event)];
    case "RefundProposed":
      return whenRefundProposedTellOtherAdmins(event, admins);
    case "RefundRequested":
      return [whenRefundRequestedRefundPayment(event)];
    case "PaymentRefunded":
      return [...whenMoneyWentBackChangeAccess(event), whenPaymentDecidedTellDriver(event)];
    case "DisputeOpened":
    case "DisputeWon":
    case "DisputeLost":
      return whenMoneyWentBackChangeAccess(event);
    case "PromoCodeRedeemed":
      return [...whenPromoCodeGivesDaysGrantThem(event), ...whenPromoCodeExceededFlagPayment(event)];
    case "PeriodGranted":
      return [...whenAccessChangedTellAndRemindDriver(event), ...whenPeriodMayBeDoubleFlagPayments(event)];
    case "TrialStarted":
    case "DaysGranted":
    case "PromoDaysGranted":
    case "PeriodRevoked":
    case "PeriodSuspended":
    case "PeriodRestored":
      return whenAccessChangedTellAndRemindDriver(event);
    case "RenewalFailed":
      return [whenRenewalFailedTellDriver(event)];
    case "RenewalStopped":
    case "RenewalResumed":
    case "PromoLimitExceeded":
    case "PaymentDuplicateSuspected":
    case "PaymentSubmitted":
    case "PaymentRegistered":
    case "PaymentRegistrationUnknown":
    case "PaymentAuthorized":
    case "PaymentMismatchDetected":
    case "PaymentMismatchResolved":
    case "ProviderFactIgnored":
    case "RefundDeclined":
    case "RefundRegistered":
    case "RefundFailed":
    case "ReceiptRefused":
      return [];
  }
  return [];
}
