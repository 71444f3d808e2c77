// The order of the list: a menu of links, each the same list in another order.
import { sorting } from "../texts/list.ts";

export interface SortWay {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
}

export function SortMenu({ ways }: { ways: readonly SortWay[] }) {
  // The first way is the order nobody asked for.
  const chosen = ways.find(({ current }, index) => current && index > 0)?.label;
  return (
    <details class="sort">
      <summary>
        {chosen
          ? (
            <>
              <span class="ears">{`${sorting.label}: `}</span>
              {chosen}
            </>
          )
          : sorting.label}
      </summary>
      <ul>
        {ways.map(({ label, href, current }) => (
          <li key={href}>
            <a href={href} {...(current && { "aria-current": "true" })}>{label}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}
