// What the payments found come to, each currency apart.
import type { PaymentTotals as Totals } from "../../../domain/payments/mod.ts";
import type { Currency } from "../../../domain/shared/money.ts";
import { paymentTexts as texts } from "../../../texts/admin_payments.ts";
import { formatMoney } from "../../../texts/format.ts";
import { type Figure, Figures } from "../Figures.tsx";

const CURRENCIES: readonly Currency[] = ["RUB", "XTR"];

export function PaymentTotals({ totals, complete }: { totals: Totals; complete: boolean }) {
  const { count, byStatus, received } = totals;
  const paid = (["succeeded", "partially_refunded", "refunded", "disputed"] as const).reduce(
    (sum, status) => sum + (byStatus[status] ?? 0),
    0,
  );
  const shown = CURRENCIES.filter((currency) => currency === "RUB" || received[currency] !== undefined);
  return (
    <section aria-label={texts.totals}>
      <Figures
        figures={[
          { name: texts.count, value: count },
          { name: texts.paid, value: paid },
          ...shown.flatMap((currency) => sums(totals, currency)),
        ]}
      />
      {!complete && <p class="quiet">{texts.newestOnly}</p>}
    </section>
  );
}

function sums({ received, refunded, discount }: Totals, currency: Currency): Figure[] {
  const [came = 0, back = 0, off = 0] = [received[currency], refunded[currency], discount[currency]];
  const money = (name: string, minor: number) => ({ name, value: formatMoney({ minor, currency }) });
  const mark = currency === "XTR" ? ", ★" : "";
  return [
    money(texts.received + mark, came),
    money(texts.back + mark, back),
    money(texts.net + mark, came - back),
    ...(off > 0 ? [money(texts.discounts + mark, off)] : []),
  ];
}
