// New events above the ones the page came with, as they happen, drawn a few times a second however many arrive; a pause
// holds them back and counts them. Without JavaScript the table is what the server drew.
import { useSignal } from "@preact/signals";
import type { ComponentChildren, VNode } from "preact";
import { useEffect } from "preact/hooks";
import { tailAddress } from "../../components/admin/addresses.ts";
import { EventRow } from "../../components/admin/history/EventRow.tsx";
import { EventTable } from "../../components/admin/history/EventTable.tsx";
import { LiveBar } from "../../components/admin/history/LiveBar.tsx";
import { followEvents } from "../../components/admin/history/follow_events.ts";
import type { EventFilter } from "../../domain/history/mod.ts";
import type { StoredEvent } from "../../domain/shared/event.ts";
import { liveTexts } from "../../texts/admin_events.ts";

interface LiveTailProps {
  filter: EventFilter;
  /** Everything up to this position is in the rows already. */
  after: number;
  /** The rows the page came with, as a table body. */
  children: ComponentChildren;
}

/** The newest rows that are kept; more make the page slow. */
const MAX_ROWS = 500;
/** Milliseconds between drawings. */
const DRAW_EVERY = 200;

export default function LiveTail({ filter, after, children }: LiveTailProps) {
  // Rows are made once: Preact passes over a node it has drawn before.
  const rows = useSignal<readonly VNode[]>([]);
  const arrived = useSignal(0);
  const waiting = useSignal<readonly StoredEvent[]>([]);
  const held = useSignal(0);
  const state = useSignal<"off" | "on" | "connecting">("off");
  const paused = useSignal(false);

  /** Oldest first. */
  function show(events: readonly StoredEvent[]): void {
    const fresh = events.map((event) => <EventRow key={event.position} event={event} fresh />).reverse();
    rows.value = [...fresh, ...rows.value].slice(0, MAX_ROWS);
  }

  useEffect(() =>
    followEvents((position) => tailAddress(filter, position), after, {
      everyMs: DRAW_EVERY,
      onConnected: (connected) => state.value = connected ? "on" : "connecting",
      onEvents(events) {
        arrived.value += events.length;
        if (!paused.value) return show(events);
        held.value += events.length;
        waiting.value = [...waiting.value, ...events].slice(-MAX_ROWS);
      },
    }), []);

  function toggle() {
    paused.value = !paused.value;
    if (paused.value) return;
    show(waiting.value);
    waiting.value = [];
    held.value = 0;
  }

  const cut = arrived.value - held.value > MAX_ROWS;
  return (
    <>
      <LiveBar
        state={state.value}
        paused={paused.value}
        arrived={arrived.value - held.value}
        waiting={held.value}
        onToggle={toggle}
      />
      <EventTable>
        <tbody data-live>{rows.value}</tbody>
        {!cut && children}
      </EventTable>
      {cut && (
        <p class="quiet">
          {liveTexts.newestOnly(MAX_ROWS)} <a href="">{liveTexts.reload}</a>
        </p>
      )}
    </>
  );
}
