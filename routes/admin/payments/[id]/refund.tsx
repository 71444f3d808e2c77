// Giving money back in two steps: the form, then exactly what it will do, then the button that does it.
import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { RefundForm } from "../../../../components/admin/money/RefundForm.tsx";
import { RefundPreview } from "../../../../components/admin/money/RefundPreview.tsx";
import { paymentAddress } from "../../../../components/admin/money/money_addresses.ts";
import type { PaymentRefusal } from "../../../../domain/payments/mod.ts";
import type { Money } from "../../../../domain/shared/money.ts";
import type { RevocationPreview } from "../../../../domain/subscriptions/mod.ts";
import { consoleTexts } from "../../../../texts/admin.ts";
import { refundTexts as texts } from "../../../../texts/admin_payments.ts";
import { roublesTyped } from "../../../../texts/format.ts";
import { refusals } from "../../../../texts/ru.ts";
import { define, type State } from "../../../(_shared)/define.ts";
import { statusOf } from "../../../(_shared)/status.ts";
import { RefundBody } from "../../../api/admin/(_schemas)/payment_deeds.ts";
import { askForRefund, refundable, wrongAmount } from "../../../api/admin/(_shared)/refund.ts";
import { staffOrigin } from "../../../api/admin/(_shared)/staff_origin.ts";
import {
  type FormErrors,
  kopecksTyped,
  number,
  readTyped,
  type Typed,
  understand,
} from "../../(_shared)/money_form.ts";

interface Shown {
  readonly typed: Typed;
  readonly errors?: FormErrors;
  readonly refusal?: string;
  readonly preview?: RevocationPreview;
}

export const handler = define.handlers({
  async GET(ctx) {
    const payment = await paymentOf(ctx.state, ctx.params["id"]!);
    const left = refundable(payment);
    const amount = left.currency === "XTR" ? String(left.minor) : roublesTyped(left);
    const shown: Shown = { typed: { amount, key: ctx.state.requestId } };
    return page({ payment, left, shown });
  },
  async POST(ctx) {
    const { app } = ctx.state;
    const payment = await paymentOf(ctx.state, ctx.params["id"]!);
    const left = refundable(payment);
    const typed = await readTyped(ctx.req);
    const again = (shown: Omit<Shown, "typed">, status: number) =>
      page({ payment, left, shown: { typed, ...shown } as Shown }, { status });
    const refused = (refusal: PaymentRefusal, amount: Money) => {
      const wrong = wrongAmount(refusal, amount, left);
      return wrong === null
        ? again({ refusal: refusals[refusal] }, statusOf[refusal])
        : again({ errors: { amount: wrong } }, statusOf[refusal]);
    };
    const read = understand(RefundBody, bodyOf(typed, left.currency));
    if ("errors" in read) return again({ errors: read.errors }, 422);
    const { amount = left, revokeDays } = read.ok;
    if (typed["step"] !== "confirm") {
      const what = { minor: amount.minor, ...(revokeDays !== undefined && { revokeDays }) };
      const preview = await app.payments.previewRefund(payment.paymentId, what);
      if ("refused" in preview) return refused(preview.refused, amount);
      return again({ preview }, 200);
    }
    const by = { key: typed["key"] ?? null, origin: staffOrigin(ctx.state) };
    const outcome = await askForRefund(app, payment, read.ok, by);
    if ("refused" in outcome) return refused(outcome.refused, outcome.amount);
    const done = outcome.status === "proposed" ? "refund_proposed" : "refund";
    return ctx.redirect(`${paymentAddress(payment.paymentId)}?done=${done}`, 303);
  },
});

export default define.page<typeof handler>(({ data: { payment, left, shown } }) => {
  const { typed, errors = {}, refusal, preview } = shown;
  const action = paymentAddress(payment.paymentId, "/refund");
  return (
    <>
      <Head>
        <title>{`${texts.title(payment.paymentId)} · ${consoleTexts.title}`}</title>
      </Head>
      <h1>{texts.title(payment.paymentId)}</h1>
      {refusal && <p class="error" role="alert">{refusal}</p>}
      {preview && <RefundPreview preview={preview} typed={typed} action={action} currency={left.currency} />}
      <RefundForm left={left} typed={typed} errors={errors} action={action} />
      <p>
        <a href={paymentAddress(payment.paymentId)}>{texts.back}</a>
      </p>
    </>
  );
});

async function paymentOf({ app }: Pick<State, "app">, paymentId: string) {
  const payment = await app.payments.find(paymentId);
  if (!payment) throw new HttpError(404);
  return payment;
}

function bodyOf({ amount, revokeDays, reason }: Typed, currency: "RUB" | "XTR") {
  const minor = currency === "XTR" ? number(amount) : kopecksTyped(amount);
  return {
    ...(amount !== undefined && { amount: { minor, currency } }),
    reason,
    revokeDays: number(revokeDays),
  };
}
