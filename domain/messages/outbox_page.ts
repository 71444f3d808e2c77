// Messages to people page by page: the queue and the log each know a part of them. They are merged by time, and each is
// read only as far as the page goes.
import { z } from "zod";
import type { History } from "../history/mod.ts";
import { facts, type Placed } from "./outbox_facts.ts";
import type { OutboxMessage, OutboxQueue } from "./ports.ts";

/** How far a list was read in each of what it is made of; nothing named = from its beginning. */
export const OutboxPlace = z.object({
  /** The last message that waits: its due time (UTC ms) and its id. */
  queued: z.tuple([z.int().nonnegative(), z.string()]),
  /** The last message that was given up: when, and its id. */
  givenUp: z.tuple([z.string(), z.string()]),
  /** Positions of the last facts. */
  sent: z.int().positive(),
  skipped: z.int().positive(),
}).partial();
export type OutboxPlace = Readonly<z.infer<typeof OutboxPlace>>;

export interface OutboxQuery {
  readonly status?: OutboxMessage["status"];
  readonly after?: OutboxPlace;
  readonly limit: number;
}

export interface OutboxPage {
  readonly data: readonly OutboxMessage[];
  /** Where the next page begins; null when this is the last one. */
  readonly next: OutboxPlace | null;
}

interface OutboxSources {
  readonly queue: Pick<OutboxQueue, "waiting" | "givenUp">;
  readonly history: Pick<History, "newest">;
}

/** What is due later than this is planned rather than happening: shown among what waits only. Milliseconds. */
const PLANNED = 3_600_000;

/** Newest first, what waits by when it is due; of what waits alone the soonest first. `now` is UTC ms. */
export async function outboxPage(
  sources: OutboxSources,
  { status, after = {}, limit }: OutboxQuery,
  now: number,
): Promise<OutboxPage> {
  const parts = status === undefined
    ? [
      waiting(sources, after, now + PLANNED),
      givenUp(sources, after),
      facts(sources, "sent", after.sent),
      facts(sources, "skipped", after.skipped),
    ]
    : status === "queued"
    ? [waiting(sources, after, null)]
    : status === "sent" || status === "skipped"
    ? [facts(sources, status, after[status])]
    : [givenUp(sources, after, status)];
  return await merged(parts, after, limit);
}

async function merged(
  parts: readonly AsyncGenerator<Placed>[],
  after: OutboxPlace,
  limit: number,
): Promise<OutboxPage> {
  try {
    const heads = await Promise.all(parts.map(async (rest) => ({ rest, first: await nextOf(rest) })));
    const data: OutboxMessage[] = [];
    for (let place = after;;) {
      const newest = heads.reduce((one, other) =>
        (other.first?.at ?? "") > (one?.first?.at ?? "") ? other : one
      );
      if (newest.first === null) return { data, next: null };
      if (data.length === limit) return { data, next: place };
      data.push(newest.first.message);
      place = { ...place, ...newest.first.place };
      newest.first = await nextOf(newest.rest);
    }
  } finally {
    await Promise.all(parts.map((rest) => rest.return(undefined)));
  }
}

async function nextOf(part: AsyncGenerator<Placed>): Promise<Placed | null> {
  const { done, value } = await part.next();
  return done ? null : value;
}

/** Those due before `until`, latest first; soonest first when there is no end. */
async function* waiting(
  { queue }: OutboxSources,
  { queued }: OutboxPlace,
  until: number | null,
): AsyncGenerator<Placed> {
  const [dueAt, id] = queued ?? [until ?? 0, ""];
  for await (const message of queue.waiting({ dueAt, id }, until !== null)) {
    const at = message.dueAt ?? message.at;
    yield { message, at, place: { queued: [Date.parse(at), message.id] } };
  }
}

async function* givenUp(
  { queue }: OutboxSources,
  { givenUp }: OutboxPlace,
  status?: OutboxMessage["status"],
): AsyncGenerator<Placed> {
  const rank = (at: string, id: string) => `${at} ${id}`;
  const all = (await queue.givenUp()).map((message) => ({ message, rank: rank(message.at, message.id) }));
  for (const one of all.sort((a, b) => a.rank < b.rank ? 1 : -1)) {
    const { message } = one;
    if (status !== undefined && message.status !== status) continue;
    if (givenUp !== undefined && one.rank >= rank(...givenUp)) continue;
    yield { message, at: message.at, place: { givenUp: [message.at, message.id] } };
  }
}
