// The state of any stream, folded by the view of its kind; `status` names the phase it is in.
import { type DriverRow, foldDriver } from "../drivers/view.ts";
import { foldResponse, type ResponseRow } from "../responses/view.ts";
import type { StoredEvent } from "../shared/event.ts";

export type StreamState = { readonly status: string } & Readonly<Record<string, unknown>>;

type Fold = (events: readonly StoredEvent[]) => StreamState;

const folds: readonly (readonly [prefix: string, fold: Fold])[] = [
  ["driver-", (events) => {
    // What the view counts from other streams is not known here.
    const row = reduce<DriverRow>(events, foldDriver as Step<DriverRow>);
    const { responses: _, contact: __, ...known } = row ?? {};
    return { status: row?.forgottenAt === undefined ? "registered" : "forgotten", ...known };
  }],
  [
    "response-",
    (events) => ({ status: "none", ...reduce<ResponseRow>(events, foldResponse as Step<ResponseRow>) }),
  ],
];

type Step<Row> = (row: Row | null, event: StoredEvent) => Row | null;

function reduce<Row>(events: readonly StoredEvent[], step: Step<Row>): Row | null {
  return events.reduce<Row | null>(step, null);
}

/** Streams that are plain journals: the newest fact is their phase; its data may have a `status` of its own. */
function journal(events: readonly StoredEvent[]): StreamState {
  const newest = events.at(-1);
  return newest ? { status: newest.type, at: newest.meta.at, data: newest.data } : { status: "empty" };
}

export function foldStream(streamId: string, events: readonly StoredEvent[]): StreamState {
  const fold = folds.find(([prefix]) => streamId.startsWith(prefix))?.[1] ?? journal;
  return fold(events);
}
