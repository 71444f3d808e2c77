// The driver's subscription: where it stands, tariffs and promo codes as plain forms, what was paid.
import { HttpError, page } from "fresh";
import { BackLink } from "../../components/BackLink.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { PayForm } from "../../components/payments/PayForm.tsx";
import { PaymentList } from "../../components/payments/PaymentList.tsx";
import { Periods } from "../../components/payments/Periods.tsx";
import { PromoForm } from "../../components/payments/PromoForm.tsx";
import { SubscriptionPanel } from "../../components/payments/SubscriptionPanel.tsx";
import { receiptContact } from "../../domain/payments/checkout/receipt_contact.ts";
import { Provider } from "../../domain/payments/events.ts";
import { paying, promoGuessing, subscription as texts } from "../../texts/payments.ts";
import { fieldErrors, refusals } from "../../texts/ru.ts";
import { beginPayment } from "../(_shared)/begin_payment.ts";
import { define, type State } from "../(_shared)/define.ts";
import { guess } from "../(_shared)/promo_guess.ts";
import { statusOf } from "../(_shared)/status.ts";
import { readForm } from "./(_shared)/read_form.ts";
import { type Asked, subscriptionPage } from "./(_shared)/subscription_page.ts";
import { usePromoCode } from "./(_shared)/use_promo_code.ts";

/** Where the driver goes next, or the page again with what was wrong. */
type Outcome = { readonly go: string } | { readonly status: number; readonly asked: Asked };

export const handler = define.handlers({
  async GET(ctx) {
    const { searchParams: query } = ctx.url;
    const payment = query.get("payment");
    if (payment !== null) return ctx.redirect(`/payments/${encodeURIComponent(payment)}`, 303);
    const promoCode = query.get("promo") ?? undefined;
    const tariffId = query.get("tariff") ?? undefined;
    const { asked, status } = await withDiscount(ctx.state, {
      tariffId,
      promoCode,
      given: query.has("given"),
    });
    return page(await subscriptionPage(ctx.state, asked), { status });
  },
  async POST(ctx) {
    const form = await readForm(ctx.req);
    const action = form.get("_action");
    if (action !== "pay" && action !== "promo") throw new HttpError(400);
    const outcome = await (action === "pay" ? pay(ctx.state, form) : applyCode(ctx.state, form));
    if ("go" in outcome) return ctx.redirect(outcome.go, 303);
    return page(await subscriptionPage(ctx.state, outcome.asked), { status: outcome.status });
  },
});

/** A code in the address is a code that was tried. */
async function withDiscount(state: State, asked: Asked): Promise<{ asked: Asked; status: number }> {
  const { promoCode, ...rest } = asked;
  if (promoCode === undefined) return { asked, status: 200 };
  const page = await guess(state, async () => {
    const { pay } = await subscriptionPage(state, asked);
    return pay?.promoCode === undefined ? { refused: "promo_code_invalid" } as const : { shown: true };
  });
  if (!("refused" in page)) return { asked, status: 200 };
  const isGuessed = page.refused === "too_many_codes";
  const code = isGuessed ? promoGuessing(page.seconds) : refusals.promo_code_invalid;
  return { asked: { ...rest, values: { code: promoCode }, errors: { code } }, status: isGuessed ? 429 : 422 };
}

async function pay(state: State, form: URLSearchParams): Promise<Outcome> {
  const tariffId = form.get("tariffId") ?? "";
  const promoCode = form.get("promoCode") ?? undefined;
  const contact = form.get("receiptContact")?.trim() ?? "";
  const asked = { tariffId, promoCode, values: { receiptContact: contact } };
  const again = (status: number, errors: Asked["errors"] & object) => ({
    status,
    asked: { ...asked, errors },
  });
  const receipt = contact === "" ? null : receiptContact.safeParse(contact);
  if (receipt && !receipt.success) return again(422, { receiptContact: fieldErrors.invalid_receipt_contact });
  const provider = Provider.safeParse(form.get("provider"));
  if (!provider.success) return again(422, { refusal: refusals.provider_unavailable });
  const begun = await beginPayment(state, {
    tariffId,
    provider: provider.data,
    ...(promoCode !== undefined && { promoCode }),
    ...(receipt && { receiptContact: receipt.data }),
  });
  if (!("refused" in begun)) return { go: `/payments/${begun.payment.paymentId}` };
  if (begun.refused === "too_many_codes") return again(429, { refusal: promoGuessing(begun.seconds) });
  const { refused } = begun;
  const sentence = refusals[refused];
  return again(
    statusOf[refused],
    refused === "receipt_contact_required" ? { receiptContact: sentence } : { refusal: sentence },
  );
}

async function applyCode(state: State, form: URLSearchParams): Promise<Outcome> {
  const code = form.get("code")?.trim() ?? "";
  const again = (status: number, error: string) => ({
    status,
    asked: { values: { code }, errors: { code: error } },
  });
  if (code === "") return again(422, fieldErrors.required);
  const outcome = await usePromoCode(state, code);
  if (!("refused" in outcome)) {
    return { go: outcome.gave === "days" ? "/subscription?given#promo" : discountAt(code) };
  }
  if (outcome.refused === "too_many_codes") return again(429, promoGuessing(outcome.seconds));
  return again(422, refusals.promo_code_invalid);
}

function discountAt(code: string): string {
  return `/subscription?${new URLSearchParams({ promo: code })}#pay`;
}

export default define.page<typeof handler>(({ data: { panel, pay, isShut, promo, payments, periods } }) => (
  <>
    <PageTitle title={texts.title} />
    <BackLink href="/profile" />
    <h1>{texts.title}</h1>
    <SubscriptionPanel {...panel} />
    {pay && <PayForm {...pay} />}
    {isShut && <p class="warning">{paying.off}</p>}
    <PromoForm {...promo} />
    <PaymentList payments={payments} />
    <Periods periods={periods} />
  </>
));
