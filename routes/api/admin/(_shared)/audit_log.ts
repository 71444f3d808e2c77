// The audit as one list: what staff did and what reached us about payments, by their places in the log.
import type { z } from "zod";
import type { App } from "../../../../domain/app.ts";
import type { EventFilter } from "../../../../domain/history/mod.ts";
import type { StoredEvent } from "../../../../domain/shared/event.ts";
import type { AuditEntry, AuditQuery } from "../(_schemas)/audit.ts";
import { toFilter } from "./to_filter.ts";

type Query = z.output<typeof AuditQuery>;
type History = Pick<App["history"], "newest">;

const DELIVERY = "ProviderNotificationJudged";
const AT_A_TIME = 200;

/** A page, newest first. */
export async function auditPage(history: History, query: Query) {
  const data: AuditEntry[] = [];
  for await (const entry of auditEntries(history, query)) {
    if (data.length === query.limit) return { data, next: data.at(-1)!.position };
    data.push(entry);
  }
  return { data, next: null };
}

/** Everything that matches, newest first, read as it is consumed. */
export async function* auditEntries(
  history: History,
  query: Query,
  signal?: AbortSignal,
): AsyncGenerator<AuditEntry> {
  const sources = sourcesOf(query).map((filter) => newestFirst(history, filter, query.before));
  let last = Infinity;
  for await (const event of merged(sources)) {
    if (signal?.aborted) return;
    // A check by hand is both what somebody did and what we heard.
    if (event.position >= last) continue;
    last = event.position;
    const entry = entryOf(event);
    if (query.kind !== undefined && entry.kind !== query.kind) continue;
    if (query.verdict === undefined || entry.verdict === query.verdict) yield entry;
  }
}

function sourcesOf({ kind, type, actor, verdict, stream, from, to }: Query): EventFilter[] {
  const about = { stream, from, to };
  if (verdict !== undefined && type !== undefined && type !== DELIVERY) return [];
  const wanted = verdict === undefined ? type : DELIVERY;
  const sources: EventFilter[] = [];
  if (kind !== "delivery") sources.push(toFilter({ ...about, type: wanted, actor: actor ?? "staff" }));
  if (kind !== "action" && (wanted === undefined || wanted === DELIVERY)) {
    sources.push(toFilter({ ...about, type: DELIVERY, actor }));
  }
  return sources;
}

async function* newestFirst(
  history: History,
  filter: EventFilter,
  before: number | undefined,
): AsyncGenerator<StoredEvent> {
  for (let end = before;;) {
    const events = await history.newest({
      ...filter,
      limit: AT_A_TIME,
      ...(end !== undefined && { before: end }),
    });
    yield* events;
    end = events.at(-1)?.position;
    if (events.length < AT_A_TIME) return;
  }
}

/** Several sequences, each newest first, as one. */
async function* merged(sources: readonly AsyncGenerator<StoredEvent>[]): AsyncGenerator<StoredEvent> {
  const heads = await Promise.all(sources.map((source) => source.next()));
  for (;;) {
    const positions = heads.map(({ done, value }) => done ? -1 : value.position);
    const newest = positions.indexOf(Math.max(-1, ...positions));
    const head = heads[newest];
    if (!head || head.done) return;
    yield head.value;
    heads[newest] = await sources[newest]!.next();
  }
}

function entryOf({ position, streamId, type, data, meta }: StoredEvent): AuditEntry {
  const { at, actor, correlationId } = meta;
  const { reason, verdict } = data as { reason?: unknown; verdict?: AuditEntry["verdict"] };
  return {
    ...{ position, at, streamId, type, actor, correlationId },
    kind: type === DELIVERY && actor.kind !== "staff" ? "delivery" : "action",
    ...(typeof reason === "string" && { reason }),
    ...(type === DELIVERY && verdict !== undefined && { verdict }),
    data,
  };
}
