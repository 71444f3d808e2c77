// Who asks and on what occasion: every command is executed with one.
import type { Actor, DomainEvent, StoredEvent } from "./event.ts";
import type { Decider } from "./decider.ts";
import type { Claim } from "./queue.ts";

export interface Origin {
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId?: string;
  /** Makes the command idempotent: once it has appended something, the same id appends nothing more. */
  readonly commandId?: string;
  /** The queued message this command finishes, in the same commit. */
  readonly settles?: Claim;
}

/** The same person on the same occasion, for the further commands of one request: its id and message are not theirs. */
export function onBehalfOf({ commandId: _, settles: __, ...by }: Origin): Origin {
  return by;
}

export type Handled<State, E extends DomainEvent> = {
  /** What was appended; empty when the command had already been obeyed. */
  readonly ok: readonly StoredEvent<E>[];
  readonly state: State;
  /** Position to wait for in a view before reading what was just written. */
  readonly position: number;
};

/** What came of a command; a decider that refuses nothing leaves nothing to ask about. */
export type HandledOrRefused<State, E extends DomainEvent, Refusal extends string> =
  | Handled<State, E>
  | ([Refusal] extends [never] ? never : { readonly refused: Refusal });

/** `handle` with its ports bound: what a context needs to obey a command. */
export type Execute = <Command, State, E extends DomainEvent, Refusal extends string>(
  decider: Decider<Command, State, E, Refusal>,
  streamId: string,
  command: Command,
  origin: Origin,
) => Promise<HandledOrRefused<State, E, Refusal>>;
