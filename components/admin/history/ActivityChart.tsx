// Events per hour by type.
import { chartTexts as texts } from "../../../texts/admin_overview.ts";
import { formatHour } from "../../../texts/admin_time.ts";
import { StackedBars } from "../StackedBars.tsx";
import { seriesOf } from "../series.ts";

interface ActivityChartProps {
  /** Oldest first. */
  hours: readonly { readonly at: string; readonly counts: Readonly<Record<string, number>> }[];
}

export function ActivityChart({ hours }: ActivityChartProps) {
  const series = seriesOf(hours.map(({ counts }) => counts));
  return (
    <StackedBars
      title={texts.title(hours.length)}
      unit={texts.hour}
      times={hours.map(({ at }) => formatHour(at))}
      series={series.map(({ name, values }) => ({ name: name || texts.others, values }))}
      format={(count) => count.toLocaleString("ru-RU")}
      highest={texts.highest}
    />
  );
}
