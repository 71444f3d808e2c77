// The heart: puts a load among the favourites and takes it out again. A plain form; the page it was pressed on comes back.
import { marks } from "../texts/marks.ts";
import { HeartIcon } from "./HeartIcon.tsx";

interface KeepButtonProps {
  cargoId: string;
  kept: boolean;
  /** With its word beside the heart, where there is room. */
  labelled?: boolean;
}

export function KeepButton({ cargoId, kept, labelled = false }: KeepButtonProps) {
  return (
    <form class="keep" method="post" action="/marks" data-mark={cargoId}>
      <input type="hidden" name="kind" value="kept" />
      <input type="hidden" name="marked" value={cargoId} />
      <button
        class={labelled ? "button quiet" : "heart"}
        type="submit"
        name="on"
        value={kept ? "no" : "yes"}
        aria-pressed={kept ? "true" : "false"}
        aria-label={labelled ? undefined : marks.keep}
        data-action="keep"
      >
        <HeartIcon />
        {labelled && <span>{marks.keep}</span>}
      </button>
    </form>
  );
}
