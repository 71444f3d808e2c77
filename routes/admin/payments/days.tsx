// Money by day: revenue, drivers with access, and how many of those who began to pay did.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Figures } from "../../../components/admin/Figures.tsx";
import { Tabs } from "../../../components/admin/Tabs.tsx";
import { DayChart } from "../../../components/admin/money/DayChart.tsx";
import { PaymentTabs } from "../../../components/admin/money/PaymentTabs.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { dayTexts as texts } from "../../../texts/admin_payments.ts";
import { formatMoney } from "../../../texts/format.ts";
import { define } from "../../(_shared)/define.ts";
import { DaysQuery } from "../../api/admin/(_schemas)/payment_reports.ts";
import { readQuery } from "../../api/admin/(_shared)/query.ts";

const PERIODS = [7, 30, 90, 365];
const DEFAULT = 30;

export const handler = define.handlers({
  async GET(ctx) {
    const query = readQuery(ctx.url.searchParams, DaysQuery);
    const count = "ok" in query ? query.ok.days : DEFAULT;
    const days = await ctx.state.app.moneyCharts.days(count);
    return page({ count, days }, { status: "ok" in query ? 200 : 400 });
  },
});

const hrefOf = (count: number) => `/admin/payments/days?days=${count}`;

export default define.page<typeof handler>(({ data: { count, days } }) => {
  const of = (value: (day: typeof days[number]) => number) => days.map(value);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const dates = days.map(({ day }) => day);
  const rub = of(({ revenue }) => (revenue.RUB ?? 0) / 100);
  const rubBack = of(({ refunded }) => (refunded.RUB ?? 0) / 100);
  const stars = of(({ revenue }) => revenue.XTR ?? 0);
  const starsBack = of(({ refunded }) => refunded.XTR ?? 0);
  const [requested, paid] = [of((day) => day.requested), of((day) => day.paid)];
  const share = days.map((_, n) => percent(paid[n]!, requested[n]!));
  const money = (minor: number, currency: "RUB" | "XTR") => formatMoney({ minor, currency });
  const number = (value: number) => value.toLocaleString("ru-RU");
  return (
    <>
      <Head>
        <title>{`${texts.title} · ${consoleTexts.title}`}</title>
      </Head>
      <h1>{texts.title}</h1>
      <PaymentTabs current="/admin/payments/days" />
      <Tabs
        label={texts.period}
        tabs={PERIODS.map((each) => ({ name: texts.days(each), href: hrefOf(each) }))}
        current={hrefOf(count)}
      />
      <Figures
        figures={[
          { name: texts.rub, value: money(Math.round(sum(rub) * 100), "RUB") },
          { name: texts.rubBack, value: money(Math.round(sum(rubBack) * 100), "RUB") },
          { name: texts.requested, value: sum(requested) },
          { name: texts.paid, value: sum(paid) },
          {
            name: texts.paidShare,
            value: sum(requested) === 0 ? "–" : `${percent(sum(paid), sum(requested))} %`,
          },
          { name: texts.active, value: (days.at(-1)?.paying ?? 0) + (days.at(-1)?.given ?? 0) },
        ]}
      />
      <DayChart
        title={texts.revenue}
        days={dates}
        series={[{ name: texts.rub, values: rub }]}
        beside={[{ name: texts.rubBack, values: rubBack }]}
        format={(value) => money(Math.round(value * 100), "RUB")}
      />
      {sum(stars) + sum(starsBack) > 0 && (
        <DayChart
          title={texts.stars}
          days={dates}
          series={[{ name: texts.starsIn, values: stars }]}
          beside={[{ name: texts.starsBack, values: starsBack }]}
          format={(value) => money(value, "XTR")}
        />
      )}
      <DayChart
        title={texts.active}
        days={dates}
        series={[
          { name: texts.paying, values: of(({ paying }) => paying) },
          { name: texts.given, values: of(({ given }) => given) },
        ]}
        format={number}
      />
      <DayChart
        title={texts.conversion}
        days={dates}
        series={[{ name: texts.paidShare, values: share }]}
        beside={[
          { name: texts.registered, values: of(({ registered }) => registered) },
          { name: texts.requested, values: requested },
          { name: texts.paid, values: paid },
        ]}
        format={(value) => `${number(value)} %`}
      />
      <p class="quiet">{texts.hint}</p>
    </>
  );
});

/** Whole percent; a payment begun yesterday may be paid today, so a day can have more paid than begun. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(100, Math.round((part / whole) * 100));
}
