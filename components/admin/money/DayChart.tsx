// Amounts by day under a title of their own.
import { formatDay } from "../../../texts/admin_money.ts";
import { dayTexts as texts } from "../../../texts/admin_payments.ts";
import { StackedBars } from "../StackedBars.tsx";
import type { Series } from "../series.ts";

interface DayChartProps {
  title: string;
  /** "2026-03-03", oldest first. */
  days: readonly string[];
  series: readonly Series[];
  beside?: readonly Series[];
  format: (value: number) => string;
}

export function DayChart({ days, ...shown }: DayChartProps) {
  return (
    <section>
      <h2>{shown.title}</h2>
      <StackedBars {...shown} unit={texts.day} times={days.map(formatDay)} highest={texts.highest} />
    </section>
  );
}
