// How every command of the product is obeyed: read, fold, decide, append; once more when somebody else was faster.
import { type Along, createAlong, type Follow } from "./along.ts";
import { type Decider, fold } from "./decider.ts";
import type { DomainEvent, EventMeta, StoredEvent } from "./event.ts";
import type { AppendResult, EventLog, StreamAppend } from "./event_log.ts";
import { createInTurn } from "./in_turn.ts";
import type { Execute, Handled, HandledOrRefused, Origin } from "./origin.ts";
import type { Clock } from "./ports.ts";
import type { NewMessage } from "./queue.ts";

export interface HandleDeps {
  readonly log: Pick<EventLog, "append" | "readStream" | "findResult">;
  readonly clock: Clock;
  /**
   * The messages a fact causes; they are queued in the same commit. Personal fields are still in clear, so copy none of
   * them into a message.
   */
  readonly reactions: (event: DomainEvent) => readonly NewMessage[];
  /** What is committed with a fact in another stream; `onFailure` is told when the fact went without. */
  readonly along?: { readonly follow: Follow; readonly onFailure: (error: unknown) => void };
}

const ATTEMPTS = 5;
const ALONE: Along = (_, append) => append([]);

/**
 * Obeys a command on one stream. A refusal is a value and leaves nothing behind, nor does it settle the message of
 * the origin. A command id that was obeyed before, or one that `decide` finds nothing left to do for, gives `ok: []`.
 * Throws after five conflicts, and when the message to settle is no longer ours.
 */
async function handle<Command, State, E extends DomainEvent, Refusal extends string>(
  deps: HandleDeps,
  along: Along,
  { decider, streamId, command, origin }: {
    decider: Decider<Command, State, E, Refusal>;
    streamId: string;
    command: Command;
    origin: Origin;
  },
): Promise<HandledOrRefused<State, E, Refusal>> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const history = await deps.log.readStream(streamId);
    const state = fold(decider, history);
    const decision = decider.decide(command, state);
    if ("refused" in decision) {
      return await wasObeyed(deps, origin)
        ? await nothingNew(deps, decider, history, origin)
        : decision as HandledOrRefused<State, E, Refusal>;
    }
    if (decision.ok.length === 0) return await nothingNew(deps, decider, history, origin);
    const own = { streamId, expectedVersion: history.length, events: decision.ok };
    const append = (more: readonly StreamAppend[]) =>
      deps.log.append({
        streams: [own, ...more],
        meta: metaOf(deps, origin),
        messages: [own, ...more].flatMap(({ events }) => events.flatMap(deps.reactions)),
        ...(origin.commandId !== undefined && { commandId: origin.commandId }),
        ...(origin.settles && { settles: origin.settles }),
      });
    // What is asked for does not fail because of a crowd at the other stream.
    const result = await (attempt < ATTEMPTS ? along : ALONE)(decision.ok, append);
    if ("appended" in result) return appended(decider, { streamId, before: state }, result);
    if ("repeated" in result) {
      return await nothingNew(deps, decider, await deps.log.readStream(streamId), origin);
    }
    if (result.conflict === "claim") throw claimLost(origin);
  }
  throw new Error(`Cannot append to stream "${streamId}": still conflicting after ${ATTEMPTS} attempts`);
}

/** `handle` with its ports bound. Commands of this process on one stream go in turn: a crowd conflicts with nobody. */
export function createExecute(deps: HandleDeps): Execute {
  const inTurn = createInTurn();
  const along = deps.along ? createAlong({ ...deps.along, log: deps.log, inTurn }) : ALONE;
  return (decider, streamId, command, origin) =>
    inTurn(streamId, () => handle(deps, along, { decider, streamId, command, origin }));
}

function appended<Command, State, E extends DomainEvent, Refusal extends string>(
  decider: Decider<Command, State, E, Refusal>,
  { streamId, before }: { streamId: string; before: State },
  { appended, position }: Extract<AppendResult, { appended: unknown }>,
): Handled<State, E> {
  const ok = appended.filter((event): event is StoredEvent<E> => event.streamId === streamId);
  const state = fold({ initialState: before, evolve: decider.evolve }, ok);
  return { ok, state, position: appended.at(-1)?.position ?? position };
}

/** The command is obeyed already; the message it came from is finished all the same. */
async function nothingNew<Command, State, E extends DomainEvent, Refusal extends string>(
  deps: HandleDeps,
  decider: Decider<Command, State, E, Refusal>,
  history: readonly StoredEvent[],
  origin: Origin,
): Promise<Handled<State, E>> {
  if (origin.settles) {
    const result = await deps.log.append({
      streams: [],
      meta: metaOf(deps, origin),
      settles: origin.settles,
    });
    if ("conflict" in result) throw claimLost(origin);
  }
  return { ok: [], state: fold(decider, history), position: history.at(-1)?.position ?? 0 };
}

/** What was allowed the first time may be refused the second; a repeat must not notice. */
async function wasObeyed(deps: HandleDeps, origin: Origin): Promise<boolean> {
  return origin.commandId !== undefined && await deps.log.findResult(origin.commandId) !== null;
}

function metaOf({ clock }: HandleDeps, origin: Origin): Omit<EventMeta, "schemaVersion"> {
  const { actor, correlationId, causationId } = origin;
  const at = new Date(clock()).toISOString();
  return { at, actor, correlationId, ...(causationId !== undefined && { causationId }) };
}

function claimLost(origin: Origin): Error {
  return new Error(
    `Cannot finish message "${origin.settles?.message.id ?? ""}": another worker has taken it`,
  );
}
