// The state of a response in a word; colour only repeats what the word says.
import { statuses } from "../texts/ru.ts";

export function StatusBadge({ status }: { status: string }) {
  return (
    <span class="badge" data-status={status}>
      {status in statuses ? statuses[status as keyof typeof statuses] : status}
    </span>
  );
}
