// What does not fit about a payment, with a form that decides whether the money counts.
import type { PaymentView } from "../../../domain/payments/mod.ts";
import { paymentTexts as texts } from "../../../texts/admin_payments.ts";
import { formatMoney } from "../../../texts/format.ts";
import { ReasonField } from "../ReasonField.tsx";
import { paymentAddress } from "./money_addresses.ts";

export function PaymentMismatches({ payment: { paymentId, state } }: { payment: PaymentView }) {
  const mismatches = state.status === "none" ? [] : Object.values(state.mismatches);
  if (mismatches.length === 0) return null;
  const open = [
    ...new Set(mismatches.filter(({ resolved }) => !resolved).map((one) => one.providerPaymentId)),
  ];
  return (
    <section>
      <h2>{texts.mismatches}</h2>
      <ul class="plain">
        {mismatches.map(({ providerPaymentId, status, minor, currency, resolved }, index) => (
          <li key={index}>
            <span class="num">{providerPaymentId}</span> {status}{" "}
            <span class="num">
              {currency === "RUB" || currency === "XTR"
                ? formatMoney({ minor, currency })
                : `${minor} ${currency}`}
            </span>{" "}
            <span class={resolved ? "quiet" : "error"}>{resolved ? texts.resolved : texts.open}</span>
          </li>
        ))}
      </ul>
      {open.map((providerPaymentId) => (
        <form
          key={providerPaymentId}
          class="fields"
          method="post"
          action={paymentAddress(paymentId, "/resolve-mismatch")}
        >
          <input type="hidden" name="providerPaymentId" value={providerPaymentId} />
          <ReasonField
            id={`reason-${providerPaymentId}`}
            label={texts.reasonFor(providerPaymentId)}
            hint={texts.mismatchHint}
          />
          <div class="buttons">
            <button type="submit" name="decision" value="accepted">{texts.accept}</button>
            <button type="submit" name="decision" value="dismissed">{texts.dismiss}</button>
          </div>
        </form>
      ))}
    </section>
  );
}
