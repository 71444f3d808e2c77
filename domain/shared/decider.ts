// The words of the event core: a decider folds a stream into state and turns a command into facts or a refusal.
import type { DomainEvent } from "./event.ts";

export type Decision<E extends DomainEvent, Refusal extends string> =
  | { readonly ok: readonly E[] }
  | { readonly refused: Refusal };

export interface Decider<Command, State, E extends DomainEvent, Refusal extends string> {
  readonly initialState: State;
  evolve(state: State, event: E): State;
  decide(command: Command, state: State): Decision<E, Refusal>;
}

/** The state after the events, from the beginning unless a state is given. */
export function fold<State, E extends DomainEvent>(
  decider: Pick<Decider<never, State, E, never>, "initialState" | "evolve">,
  events: Iterable<{ readonly type: string; readonly data: unknown }>,
): State {
  let state = decider.initialState;
  for (const event of events) state = decider.evolve(state, event as E);
  return state;
}
