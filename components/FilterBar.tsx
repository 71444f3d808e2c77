// What stays in sight while the list goes by: the filter, the order, and what is active, each chip the way out of it.
import type { ComponentChildren } from "preact";
import { bar } from "../texts/list.ts";
import { SortMenu, type SortWay } from "./SortMenu.tsx";

interface FilterBarProps {
  chips: readonly { readonly label: string; readonly href: string }[];
  sorts: readonly SortWay[];
  /** Where this search is saved, when there is something to save. */
  save?: string;
  /** The filter itself. */
  children: ComponentChildren;
}

export function FilterBar({ chips, sorts, save, children }: FilterBarProps) {
  return (
    <section class="finder" aria-label={bar.label} data-no-swipe>
      <div class="finder-tools">
        {children}
        <SortMenu ways={sorts} />
      </div>
      {chips.length > 0 && (
        <ul class="conditions" aria-label={bar.chips}>
          {/* First: beside two chips it would be out of sight, and nobody would look for it there. */}
          {save && (
            <li>
              <a class="save" href={save} aria-label={bar.save}>{bar.saveShort}</a>
            </li>
          )}
          {chips.map(({ label, href }) => (
            <li key={label}>
              <a href={href} aria-label={bar.remove(label)}>
                <span>{label}</span>
                <span class="cross" aria-hidden="true">×</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
