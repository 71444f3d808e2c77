// Promo codes with how much of them is used, and a form that makes one.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Done } from "../../../components/admin/Done.tsx";
import { NextPage } from "../../../components/admin/NextPage.tsx";
import { PromoForm } from "../../../components/admin/money/PromoForm.tsx";
import { PromoTable } from "../../../components/admin/money/PromoTable.tsx";
import { address, promoAddress } from "../../../components/admin/money/money_addresses.ts";
import { PromoForm as Form } from "../../../domain/promo_codes/mod.ts";
import { consoleTexts } from "../../../texts/admin.ts";
import { promoTexts as texts } from "../../../texts/admin_access.ts";
import { paymentTexts } from "../../../texts/admin_payments.ts";
import { refusals } from "../../../texts/ru.ts";
import { define, type State } from "../../(_shared)/define.ts";
import { statusOf } from "../../(_shared)/status.ts";
import { PromoCodesQuery } from "../../api/admin/(_schemas)/promo_codes.ts";
import { createPromoCode } from "../../api/admin/(_shared)/promo_code.ts";
import { readQuery } from "../../api/admin/(_shared)/query.ts";
import {
  kopecksTyped,
  momentTyped,
  number,
  readTyped,
  type Typed,
  understand,
} from "../(_shared)/money_form.ts";
import type { FormErrors } from "../(_shared)/money_form.ts";
import { toMoscow } from "../(_shared)/moscow.ts";

const PATH = "/admin/promo-codes";
const MONTH_MS = 30 * 86_400_000;

interface Attempt {
  readonly typed: Typed;
  readonly errors: FormErrors;
  readonly refusal?: string;
}

export const handler = define.handlers({
  async GET(ctx) {
    const moment = (ahead: number) => toMoscow(new Date(Date.now() + ahead).toISOString()).slice(0, 16);
    const typed = {
      validFrom: moment(0),
      validTo: moment(MONTH_MS),
      perUserLimit: "1",
      key: ctx.state.requestId,
    };
    return page(await screen(ctx.state, ctx.url, { typed, errors: {} }));
  },
  async POST(ctx) {
    const typed = await readTyped(ctx.req);
    const again = async (attempt: Omit<Attempt, "typed">, status: number) =>
      page(await screen(ctx.state, ctx.url, { typed, ...attempt }), { status });
    const read = understand(Form, bodyOf(typed));
    if ("errors" in read) return await again({ errors: read.errors }, 422);
    const outcome = await createPromoCode(ctx.state, read.ok, typed["key"] ?? null);
    if (!("refused" in outcome)) return ctx.redirect(`${promoAddress(outcome.code)}?done=created`, 303);
    const refusal = refusals[outcome.refused];
    const errors = outcome.refused === "promo_code_exists" ? { code: refusal } : {};
    return await again({ errors, refusal }, statusOf[outcome.refused]);
  },
});

async function screen({ app }: Pick<State, "app">, { searchParams }: URL, attempt: Attempt) {
  const read = readQuery(searchParams, PromoCodesQuery);
  const { limit, after } = "ok" in read ? read.ok : PromoCodesQuery.parse({});
  const found = await app.promoCodes.list({ limit: limit + 1, ...(after !== undefined && { after }) });
  const codes = found.slice(0, limit);
  const next = found.length > limit ? codes.at(-1)?.code : undefined;
  return { codes, next, after, attempt, now: new Date().toISOString() };
}

function bodyOf({ code, type, value, totalLimit, perUserLimit, minAmount, ...typed }: Typed) {
  return {
    ...(code !== undefined && { code }),
    type,
    value: type === "fixed" ? kopecksTyped(value) : number(value),
    validFrom: momentTyped(typed["validFrom"]),
    validTo: momentTyped(typed["validTo"]),
    totalLimit: number(totalLimit),
    perUserLimit: number(perUserLimit),
    minAmount: kopecksTyped(minAmount),
    ...(typed["firstPurchaseOnly"] !== undefined && { firstPurchaseOnly: true }),
  };
}

export default define.page<typeof handler>(({ data: { codes, next, after, attempt, now } }) => (
  <>
    <Head>
      <title>{`${texts.title} · ${consoleTexts.title}`}</title>
    </Head>
    <h1>
      {texts.title} <small class="quiet">{consoleTexts.moscowTime}</small>
    </h1>
    <Done refusal={attempt.refusal} />
    {codes.length > 0 ? <PromoTable codes={codes} now={now} /> : <p class="empty">{texts.empty}</p>}
    <NextPage
      label={texts.title}
      first={after === undefined ? null : { name: paymentTexts.newest, href: PATH }}
      next={next === undefined ? null : { name: texts.next, href: address(PATH, { after: next }) }}
    />
    <h2>{texts.create}</h2>
    <PromoForm typed={attempt.typed} errors={attempt.errors} />
  </>
));
