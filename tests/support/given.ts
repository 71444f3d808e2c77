// Scenarios of a decider as sentences: given what happened, when somebody asks, then this happens (and nothing else).
import assert from "node:assert/strict";
import { type Decider, fold } from "../../domain/shared/decider.ts";
import type { DomainEvent } from "../../domain/shared/event.ts";

/** Whole events are compared, so a field more or less fails. */
export function given<Command, State, E extends DomainEvent, Refusal extends string>(
  decider: Decider<Command, State, E, Refusal>,
  ...history: readonly E[]
) {
  return {
    when(command: Command) {
      const decision = decider.decide(command, fold(decider, history));
      return {
        then: (...events: readonly E[]) => assert.deepEqual(decision, { ok: events }),
        nothingHappens: () => assert.deepEqual(decision, { ok: [] }),
        refused: (refusal: Refusal) => assert.deepEqual(decision, { refused: refusal }),
      };
    },
  };
}
