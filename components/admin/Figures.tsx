// A few numbers with their names, each leading to the events behind it.

export interface Figure {
  readonly name: string;
  readonly value: number | string;
  readonly href?: string;
  /** Something is wrong when it is not nought. */
  readonly alarming?: boolean;
}

export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl class="figures">
      {figures.map(({ name, value, href, alarming }) => (
        <div key={name} class={alarming && value !== 0 ? "figure alarming" : "figure"}>
          <dt>{name}</dt>
          <dd>{href === undefined ? shown(value) : <a href={href}>{shown(value)}</a>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Thousands apart: a log grows into millions. */
function shown(value: number | string): string {
  return typeof value === "number" ? value.toLocaleString("ru-RU") : value;
}
