// The state of any stream, folded by the view of its kind; `status` names the phase it is in.
import { backhaul } from "../backhaul/view.ts";
import { drivers } from "../drivers/view.ts";
import { nothingMarked } from "../marks/evolve.ts";
import { marks } from "../marks/view.ts";
import { payments } from "../payments/view.ts";
import { promoCodes } from "../promo_codes/view.ts";
import { responses } from "../responses/view.ts";
import { searches } from "../searches/view.ts";
import type { StoredEvent } from "../shared/event.ts";
import type { Projection } from "../shared/projection.ts";
import { noGrants } from "../subscriptions/grants.ts";
import { periodsOf } from "../subscriptions/periods.ts";
import { subscriptions } from "../subscriptions/view.ts";

export type StreamState = { readonly status: string } & Readonly<Record<string, unknown>>;

/** A fold under way: events are added in order, a part of the stream at a time. */
export interface StreamFold {
  add(events: readonly StoredEvent[]): void;
  state(): StreamState;
}

const kinds: readonly (readonly [prefix: string, begin: () => StreamFold])[] = [
  [
    "driver-",
    folding(drivers, (row) => {
      // What the view counts from other streams is not known here.
      const { responses: _, contact: __, ...known } = row ?? {};
      return { status: row?.forgottenAt === undefined ? "registered" : "forgotten", ...known };
    }),
  ],
  ["marks-", folding(marks, (row) => ({ status: "marked", ...nothingMarked, ...row }))],
  ["search-", folding(searches, (row) => row ? { status: "saved", ...row } : { status: "none" })],
  [
    "backhaul-",
    folding(backhaul, (row) => ({ status: row?.wanted === false ? "stopped" : "wanted", ...row })),
  ],
  [
    "payment-",
    folding(payments, (row) => {
      const { state: _, ...shown } = row ?? {};
      return { status: "none", ...shown };
    }),
  ],
  [
    "subscription-",
    folding(subscriptions, (row) => ({
      // Whether access lasts is a matter of the clock; the periods say until when and why.
      status: row === null || row.expiresAt === null ? "none" : "granted",
      ...row,
      periods: periodsOf(row?.grants ?? noGrants),
    })),
  ],
  [
    "promo-",
    folding(promoCodes, (row) => ({ status: promoStatus(row?.active), ...row })),
  ],
  ["response-", folding(responses, (row) => ({ status: "none", ...row }))],
];

function promoStatus(active: boolean | undefined): string {
  return active === undefined ? "none" : active ? "active" : "deactivated";
}

/** Null for streams that are plain journals: the newest fact alone is their state. */
export function beginFold(streamId: string): StreamFold | null {
  return kinds.find(([prefix]) => streamId.startsWith(prefix))?.[1]() ?? null;
}

/** The newest fact is the phase; its data may have a `status` of its own. */
export function journalState(newest: StoredEvent | undefined): StreamState {
  return newest ? { status: newest.type, at: newest.meta.at, data: newest.data } : { status: "empty" };
}

function folding<Row>(projection: Projection<Row>, show: (row: Row | null) => StreamState): () => StreamFold {
  return () => {
    let row: Row | null = null;
    return {
      add(events) {
        for (const event of events) {
          for (const key of projection.keys(event)) row = projection.fold(row, event, key);
        }
      },
      state: () => show(row),
    };
  };
}
