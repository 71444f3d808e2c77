// Says whether new events arrive, how many did, and stops or resumes them.
import { liveTexts } from "../../../texts/admin_events.ts";

interface LiveBarProps {
  /** "off" before a browser has begun: the bar keeps its place unseen. */
  state: "off" | "on" | "connecting";
  paused: boolean;
  /** Events shown since the page was opened. */
  arrived: number;
  /** Events held back by the pause. */
  waiting: number;
  onToggle: () => void;
}

export function LiveBar({ state: connection, paused, arrived, waiting, onToggle }: LiveBarProps) {
  const state = connection === "on" && paused ? "paused" : connection;
  return (
    <div class="live" data-live-state={state}>
      <span role="status">
        <span class="lamp" aria-hidden="true" />
        {state !== "off" && liveTexts[state]}
        {waiting > 0 && <>: {liveTexts.waiting(waiting)}</>}
      </span>
      {arrived > 0 && <span class="num quiet" aria-hidden="true">{liveTexts.arrived(arrived)}</span>}
      <button type="button" onClick={onToggle}>
        {paused ? liveTexts.resume : liveTexts.pause}
      </button>
    </div>
  );
}
