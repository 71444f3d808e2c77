// A rebuild as the API tells it.
import type { RebuildState } from "../../../../domain/projections/mod.ts";

/** With the time it still takes, as far as that can be known. */
export function rebuildAnswer(state: RebuildState): RebuildState & { readonly secondsLeft?: number } {
  const { status, position, target, eventsPerSecond } = state;
  if (status !== "running" || eventsPerSecond === 0) return state;
  return { ...state, secondsLeft: Math.ceil(Math.max(0, target - position) / eventsPerSecond) };
}
