// For a driver who has paid and waits: asks the provider at a press. Works as a plain form.
import { payment as texts } from "../../texts/payments.ts";

export function CheckPayment({ paymentId, isChecked }: { paymentId: string; isChecked: boolean }) {
  return (
    <form
      class="stack check-payment"
      method="post"
      action={`/payments/${paymentId}`}
      id="check"
      data-form="check"
    >
      <h2>{texts.checkTitle}</h2>
      {isChecked ? <p role="status">{texts.notYet}</p> : <p>{texts.checkText}</p>}
      <button class="button quiet wide" type="submit" data-busy={texts.checking}>{texts.check}</button>
    </form>
  );
}
