// A search that finds nothing says what to loosen, one tap each, and offers to keep looking.
import { list, nothing } from "../texts/list.ts";
import { hidden as hiddenTexts } from "../texts/marks.ts";
import { HIDDEN_THINGS } from "./HiddenHere.tsx";
import { Notice } from "./Notice.tsx";

interface NothingFoundProps {
  isFirst: boolean;
  /** Loads it did find, but the driver has hidden. */
  hidden: number;
  /** Address of the first page of this search. */
  first: string;
  /** What narrows the search, each with the address without it. */
  chips: readonly { readonly label: string; readonly href: string }[];
  /** Where this search is saved. */
  save: string;
}

const ALL = "/?mode=all";

export function NothingFound({ isFirst, hidden, first, chips, save }: NothingFoundProps) {
  if (!isFirst) {
    const action = { href: first, label: list.first };
    return <Notice title={list.emptyPage} text={list.emptyPageHint} action={action} />;
  }
  if (hidden > 0) {
    const action = { href: HIDDEN_THINGS, label: hiddenTexts.toThem };
    return <Notice title={list.empty} text={hiddenTexts.allHere(hidden)} action={action} />;
  }
  if (chips.length === 0) {
    return <Notice title={list.empty} text={list.emptyAllHint} action={{ href: ALL, label: list.retry }} />;
  }
  return (
    <Notice title={list.empty} text={list.emptyHint} action={{ href: ALL, label: list.showAll }}>
      <p>{nothing.loosen}</p>
      <ul class="conditions loosen">
        {chips.map(({ label, href }) => (
          <li key={label}>
            <a href={href}>
              <span>{label}</span>
              <span class="cross" aria-hidden="true">×</span>
            </a>
          </li>
        ))}
      </ul>
      <a class="button quiet" href={save}>{nothing.save}</a>
    </Notice>
  );
}
