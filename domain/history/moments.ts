// Where in the log a stretch of time is. Events are not exactly in the order of their times: a commit may overtake
// another, and the clocks of two machines differ; up to an hour of that is allowed for.
import type { View } from "../shared/projection.ts";
import { type ActivityRow, hourOf } from "./activity.ts";
import type { EventFilter } from "./event_filter.ts";
import type { Between } from "./look_up.ts";

const HOUR = 3_600_000;

/** Positions outside of which no event of that time is. */
export async function positionsOf(
  view: View<ActivityRow>,
  { from, to }: Pick<EventFilter, "from" | "to">,
): Promise<Between> {
  const [begin, end] = await Promise.all([from && firstFrom(view, from), to && lastBefore(view, to)]);
  return {
    above: from === undefined ? 0 : (begin ? begin.first - 1 : Number.MAX_SAFE_INTEGER),
    below: to === undefined ? Number.MAX_SAFE_INTEGER : (end ? end.last + 1 : 0),
  };
}

async function firstFrom(view: View<ActivityRow>, at: string) {
  const [found] = await view.list(["hour"], { after: ["hour", hourAround(at, -2)], limit: 1 });
  return found?.row;
}

async function lastBefore(view: View<ActivityRow>, at: string) {
  const [found] = await view.list(["hour"], {
    after: ["hour", hourAround(at, 2)],
    limit: 1,
    backwards: true,
  });
  return found?.row;
}

function hourAround(at: string, hours: number): string {
  return hourOf(new Date(Date.parse(at) + hours * HOUR).toISOString());
}
