// Payments: searched, summed, paged, exported.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { NextPage } from "../../../components/admin/NextPage.tsx";
import { PaymentSearch } from "../../../components/admin/money/PaymentSearch.tsx";
import { PaymentTable } from "../../../components/admin/money/PaymentTable.tsx";
import { PaymentTabs } from "../../../components/admin/money/PaymentTabs.tsx";
import { PaymentTotals } from "../../../components/admin/money/PaymentTotals.tsx";
import { address } from "../../../components/admin/money/money_addresses.ts";
import type { PaymentsFound } from "../../../domain/payments/mod.ts";
import { consoleTexts } from "../../../texts/admin.ts";
import { paymentTexts as texts } from "../../../texts/admin_payments.ts";
import { define } from "../../(_shared)/define.ts";
import { PaymentsQuery } from "../../api/admin/(_schemas)/payments.ts";
import { paymentFilter } from "../../api/admin/(_shared)/payment_filter.ts";
import { readQuery } from "../../api/admin/(_shared)/query.ts";
import { errorsByField } from "../(_shared)/money_form.ts";
import { asTyped, withMoscowDays } from "../(_shared)/moscow_days.ts";

const FIELDS = ["status", "provider", "driver", "from", "to", "amount_min", "amount_max", "attention"];

const NOTHING: PaymentsFound = {
  payments: [],
  next: null,
  totals: { count: 0, byStatus: {}, received: {}, refunded: {}, discount: {} },
  complete: true,
};

export const handler = define.handlers({
  async GET(ctx) {
    const params = ctx.url.searchParams;
    const shown = asTyped(params, FIELDS);
    const exported = address("/api/admin/payments", asTyped(withMoscowDays(params), FIELDS));
    const query = readQuery(withMoscowDays(params), PaymentsQuery);
    if ("errors" in query) {
      const errors = errorsByField(query.errors);
      return page({ shown, errors, exported, found: NOTHING, later: false }, { status: 400 });
    }
    const { limit, after } = query.ok;
    const place = { limit, ...(after !== undefined && { after }) };
    const found = await ctx.state.app.payments.search(paymentFilter(query.ok), place);
    return page({ shown, errors: {}, exported, found, later: after !== undefined });
  },
});

export default define.page<typeof handler>(({ data: { shown, errors, exported, found, later } }) => {
  const { payments, next, totals, complete } = found;
  const filtered = Object.keys(shown).length > 0;
  const onlyOdd = filtered && Object.keys(shown).every((name) => name === "attention");
  const exportAs = (format: string) => `${exported}${exported.includes("?") ? "&" : "?"}format=${format}`;
  return (
    <>
      <Head>
        <title>{`${texts.title} · ${consoleTexts.title}`}</title>
      </Head>
      <h1>
        {texts.title} <small class="quiet">{consoleTexts.moscowTime}</small>
      </h1>
      <PaymentTabs current={onlyOdd ? "/admin/payments?attention=1" : filtered ? "" : "/admin/payments"} />
      <PaymentSearch shown={shown} errors={errors} />
      <PaymentTotals totals={totals} complete={complete} />
      {payments.length > 0
        ? <PaymentTable payments={payments} />
        : <p class="empty">{filtered ? texts.empty : texts.emptyYet}</p>}
      <NextPage
        label={texts.title}
        first={later ? { name: texts.newest, href: address("/admin/payments", shown) } : null}
        next={next === null
          ? null
          : { name: texts.older, href: address("/admin/payments", { ...shown, after: next }) }}
      />
      {payments.length > 0 && (
        <p class="facts">
          {texts.export}: <a href={exportAs("csv")} download>CSV</a>
          <a href={exportAs("ndjson")} download="payments.ndjson">NDJSON</a>
        </p>
      )}
    </>
  );
});
