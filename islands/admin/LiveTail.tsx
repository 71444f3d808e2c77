// New events above the ones the page came with, as they happen; a pause holds them back and counts them.
// Without JavaScript the table is what the server drew.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { tailAddress } from "../../components/admin/addresses.ts";
import { EventRow } from "../../components/admin/EventRow.tsx";
import { EventTable } from "../../components/admin/EventTable.tsx";
import { followEvents } from "../../components/admin/follow_events.ts";
import { LiveBar } from "../../components/admin/LiveBar.tsx";
import type { EventFilter } from "../../domain/history/mod.ts";
import type { StoredEvent } from "../../domain/shared/event.ts";

interface LiveTailProps {
  filter: EventFilter;
  /** Everything up to this position is in the rows already. */
  after: number;
  /** The rows the page came with, as a table body. */
  children: ComponentChildren;
}

/** More rows than this make the page slow: it pauses, and going on loads it anew. */
const MAX_ROWS = 500;

export default function LiveTail({ filter, after, children }: LiveTailProps) {
  const rows = useSignal<readonly StoredEvent[]>([]);
  const waiting = useSignal<readonly StoredEvent[]>([]);
  const held = useSignal(0);
  const state = useSignal<"off" | "on" | "connecting">("off");
  const paused = useSignal(false);

  useEffect(() =>
    followEvents((position) => tailAddress(filter, position), after, {
      onConnected: (connected) => state.value = connected ? "on" : "connecting",
      onEvent(event) {
        if (rows.value.length >= MAX_ROWS) paused.value = true;
        if (!paused.value) {
          rows.value = [event, ...rows.value];
          return;
        }
        held.value++;
        if (held.value <= MAX_ROWS) waiting.value = [event, ...waiting.value];
      },
    }), []);

  function toggle() {
    if (!paused.value) {
      paused.value = true;
    } else if (rows.value.length + held.value > MAX_ROWS) {
      location.reload();
    } else {
      rows.value = [...waiting.value, ...rows.value];
      waiting.value = [];
      held.value = 0;
      paused.value = false;
    }
  }

  return (
    <>
      {state.value !== "off" && (
        <LiveBar
          connected={state.value === "on"}
          paused={paused.value}
          arrived={rows.value.length}
          waiting={held.value}
          onToggle={toggle}
        />
      )}
      <EventTable>
        <tbody data-live>
          {rows.value.map((event) => <EventRow key={event.position} event={event} fresh />)}
        </tbody>
        {children}
      </EventTable>
    </>
  );
}
