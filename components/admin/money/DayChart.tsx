// Amounts by day as stacked bars, drawn by the server; the same numbers as a table for who does not see them.
import { formatDay } from "../../../texts/admin_money.ts";
import { dayTexts as texts } from "../../../texts/admin_payments.ts";

export interface DaySeries {
  readonly name: string;
  readonly values: readonly number[];
}

interface DayChartProps {
  title: string;
  /** "2026-03-03", oldest first. */
  days: readonly string[];
  /** Drawn one upon another. */
  series: readonly DaySeries[];
  /** Shown in the table only: what is of another size or the other way round. */
  beside?: readonly DaySeries[];
  format: (value: number) => string;
}

const HEIGHT = 100;
/** Part of a day's width that its bar fills. */
const BAR = 0.8;

export function DayChart({ title, days, series, beside = [], format }: DayChartProps) {
  const totals = days.map((_, day) => series.reduce((sum, { values }) => sum + (values[day] ?? 0), 0));
  const highest = Math.max(0, ...totals);
  return (
    <section>
      <h2>{title}</h2>
      <figure class="chart">
        <figcaption>{title}</figcaption>
        <p class="num quiet">{texts.highest(format(highest))}</p>
        <svg
          viewBox={`0 0 ${days.length} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={title}
        >
          {days.map((day, index) => <Bar key={day} {...{ day, index, series, highest, format }} />)}
        </svg>
        <div class="axis num quiet" aria-hidden="true">
          {[0, Math.floor(days.length / 2), days.length - 1].map((day) => (
            <span key={day}>{formatDay(days[day] ?? "")}</span>
          ))}
        </div>
        {series.length > 1 && (
          <ul class="legend">
            {series.map(({ name }, index) => (
              <li key={name}>
                <span class={`swatch series-${index}`} aria-hidden="true" /> {name}
              </li>
            ))}
          </ul>
        )}
        <Numbers title={title} days={days} series={[...series, ...beside]} />
      </figure>
    </section>
  );
}

interface BarProps extends Pick<DayChartProps, "series" | "format"> {
  day: string;
  index: number;
  highest: number;
}

function Bar({ day, index, series, highest, format }: BarProps) {
  let top = HEIGHT;
  const told = series.map(({ name, values }) => `${name}: ${format(values[index] ?? 0)}`).join(", ");
  return (
    <g>
      <title>{`${formatDay(day)} ${told}`}</title>
      {series.map(({ name, values }, number) => {
        const height = highest === 0 ? 0 : ((values[index] ?? 0) / highest) * HEIGHT;
        if (height <= 0) return null;
        top -= height;
        return (
          <rect
            key={name}
            class={`series-${number}`}
            x={(index + (1 - BAR) / 2).toFixed(2)}
            y={top.toFixed(2)}
            width={BAR}
            height={height.toFixed(2)}
          />
        );
      })}
    </g>
  );
}

function Numbers({ title, days, series }: Pick<DayChartProps, "title" | "days" | "series">) {
  return (
    <details>
      <summary>{texts.asTable}</summary>
      <div class="wide" role="region" aria-label={`${texts.asTable}: ${title}`} tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.day}</th>
              {series.map(({ name }) => <th key={name} scope="col" class="sum">{name}</th>)}
            </tr>
          </thead>
          <tbody>
            {days.map((day, index) => (
              <tr key={day} data-day={day}>
                <th scope="row" class="num">{formatDay(day)}</th>
                {series.map(({ name, values }) => (
                  <td key={name} class="num sum">{(values[index] ?? 0).toLocaleString("ru-RU")}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
