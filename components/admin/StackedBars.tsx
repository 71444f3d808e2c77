// Amounts over time as stacked bars, drawn by the server; the same numbers as a table for who does not see them.
import { chartTexts as texts } from "../../texts/admin_overview.ts";
import type { Series } from "./series.ts";

interface StackedBarsProps {
  title: string;
  /** What one bar stands for: "День". */
  unit: string;
  /** One for each bar, oldest first. */
  times: readonly string[];
  /** Drawn one upon another. */
  series: readonly Series[];
  /** Shown in the table only: what is of another size or the other way round. */
  beside?: readonly Series[];
  format: (value: number) => string;
  /** What is said of the highest bar. */
  highest: (value: string) => string;
}

const HEIGHT = 100;
/** Part of the width there is for a bar that it fills. */
const BAR = 0.84;

export function StackedBars(props: StackedBarsProps) {
  const { title, times, series, beside = [], format } = props;
  const totals = times.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  const highest = Math.max(0, ...totals);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <p class="num quiet">{props.highest(format(highest))}</p>
      <svg viewBox={`0 0 ${times.length} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={title}>
        {times.map((time, index) => <Bar key={time} {...{ time, index, series, highest, format }} />)}
      </svg>
      <div class="axis num quiet" aria-hidden="true">
        {[0, Math.floor(times.length / 2), times.length - 1].map((index) => (
          <span key={index}>{times[index]}</span>
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
      <Numbers title={title} unit={props.unit} times={times} series={[...series, ...beside]} />
    </figure>
  );
}

interface BarProps extends Pick<StackedBarsProps, "series" | "format"> {
  time: string;
  index: number;
  highest: number;
}

function Bar({ time, index, series, highest, format }: BarProps) {
  let top = HEIGHT;
  const told = series.filter(({ values }) => values[index])
    .map(({ name, values }) => `${name}: ${format(values[index] ?? 0)}`);
  return (
    <g>
      <title>{[time, ...told].join("\n")}</title>
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

function Numbers(
  { title, unit, times, series }: Pick<StackedBarsProps, "title" | "unit" | "times" | "series">,
) {
  return (
    <details>
      <summary>{texts.asTable}</summary>
      <div class="wide" role="region" aria-label={`${texts.asTable}: ${title}`} tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{unit}</th>
              {series.map(({ name }) => <th key={name} scope="col" class="sum">{name}</th>)}
            </tr>
          </thead>
          <tbody>
            {times.map((time, index) => (
              <tr key={time}>
                <th scope="row" class="num">{time}</th>
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
