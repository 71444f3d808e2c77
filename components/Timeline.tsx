// The story of a response, oldest first, with Moscow times and who decided; between its steps what dispatchers said.
import type { Note, TimelineEntry } from "../domain/responses/timeline.ts";
import { respond } from "../texts/responses.ts";
import { formatMoment } from "../texts/format.ts";
import { statuses } from "../texts/ru.ts";

interface TimelineProps {
  entries: readonly TimelineEntry[];
  notes?: readonly Note[] | undefined;
}

export function Timeline({ entries, notes = [] }: TimelineProps) {
  const steps = [
    ...entries.map((entry) => ({ at: entry.at, step: <Step key={entry.status} {...entry} /> })),
    // A note of somebody who was forgotten has no words left.
    ...notes.filter(({ text }) => text !== "").map((note) => ({
      at: note.at,
      step: <Said key={note.noteId} {...note} />,
    })),
  ].sort((one, other) => one.at < other.at ? -1 : one.at > other.at ? 1 : 0);
  return (
    <ol class="timeline" aria-label={`${respond.timeline}, ${respond.moscow}`}>
      {steps.map(({ step }) => step)}
    </ol>
  );
}

function Step({ status, at, actor }: TimelineEntry) {
  return (
    <li data-step={status}>
      <span>
        {statuses[status]}
        {actor?.name && <span class="who">{` — ${actor.name}`}</span>}
      </span>
      <time dateTime={at}>{formatMoment(at)}</time>
    </li>
  );
}

function Said({ text, at, actor }: Note) {
  return (
    <li data-note>
      <span>
        {`«${text}»`}
        {actor?.name && <span class="who">{` — ${actor.name}`}</span>}
      </span>
      <time dateTime={at}>{formatMoment(at)}</time>
    </li>
  );
}
