// Events per hour by type as stacked bars, drawn by the server; the same numbers as a table for who does not see them.
import { chartTexts } from "../../../texts/admin_overview.ts";
import { formatHour } from "../../../texts/admin_time.ts";
import { type Series, seriesOf } from "../series.ts";

interface ActivityChartProps {
  /** Oldest first. */
  hours: readonly { readonly at: string; readonly counts: Readonly<Record<string, number>> }[];
}

const HEIGHT = 100;
/** Part of an hour's width that its bar fills. */
const BAR = 0.84;

export function ActivityChart({ hours }: ActivityChartProps) {
  const series = seriesOf(hours.map(({ counts }) => counts));
  const totals = hours.map((_, hour) => series.reduce((sum, { values }) => sum + (values[hour] ?? 0), 0));
  const highest = Math.max(1, ...totals);
  return (
    <figure class="chart">
      <figcaption>{chartTexts.title(hours.length)}</figcaption>
      <p class="num quiet">{chartTexts.highest(highest)}</p>
      <svg
        viewBox={`0 0 ${hours.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={chartTexts.title(hours.length)}
      >
        {hours.map(({ at }, hour) => <Bar key={at} {...{ at, hour, series, highest }} />)}
      </svg>
      <div class="axis num quiet" aria-hidden="true">
        {[0, Math.floor(hours.length / 2), hours.length - 1].map((hour) => (
          <span key={hour}>{formatHour(hours[hour]?.at ?? "")}</span>
        ))}
      </div>
      <ul class="legend">
        {series.map(({ name }, index) => (
          <li key={name}>
            <span class={`swatch series-${index}`} aria-hidden="true" /> {name || chartTexts.others}
          </li>
        ))}
      </ul>
      <Numbers hours={hours} series={series} />
    </figure>
  );
}

interface BarProps {
  at: string;
  hour: number;
  series: readonly Series[];
  highest: number;
}

function Bar({ at, hour, series, highest }: BarProps) {
  let top = HEIGHT;
  return (
    <g>
      <title>{formatHour(at)}</title>
      {series.map(({ name, values }, index) => {
        const height = ((values[hour] ?? 0) / highest) * HEIGHT;
        if (height === 0) return null;
        top -= height;
        return (
          <rect
            key={name}
            class={`series-${index}`}
            x={(hour + (1 - BAR) / 2).toFixed(2)}
            y={top.toFixed(2)}
            width={BAR}
            height={height.toFixed(2)}
          />
        );
      })}
    </g>
  );
}

function Numbers({ hours, series }: ActivityChartProps & { series: readonly Series[] }) {
  return (
    <details>
      <summary>{chartTexts.asTable}</summary>
      <div class="wide" role="region" aria-label={chartTexts.asTable} tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{chartTexts.hour}</th>
              {series.map(({ name }) => <th key={name} scope="col">{name || chartTexts.others}</th>)}
            </tr>
          </thead>
          <tbody>
            {hours.map(({ at }, hour) => (
              <tr key={at}>
                <th scope="row" class="num">{formatHour(at)}</th>
                {series.map(({ name, values }) => <td key={name} class="num">{values[hour] ?? 0}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
