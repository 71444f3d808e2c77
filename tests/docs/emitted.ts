// What commands lead to, found by running each on every history.
import { type Decider, fold } from "../../domain/shared/decider.ts";
import type { DomainEvent } from "../../domain/shared/event.ts";

export interface Effect {
  readonly command: string;
  readonly stream: string;
  readonly event: string;
}

/** Each event of each command once. */
export function emitted<Command extends { type: string }, State, E extends DomainEvent>(
  decider: Decider<Command, State, E, string>,
  commands: readonly Command[],
  histories: readonly (readonly E[])[],
  stream: string,
): Effect[] {
  const all = commands.flatMap((command) => {
    const decisions = histories.map((history) => decider.decide(command, fold(decider, history)));
    const events = new Set(
      decisions.flatMap((decision) => "ok" in decision ? decision.ok : []).map(({ type }) => type),
    );
    return [...events].map((event) => ({ command: command.type, stream, event }));
  });
  const seen = new Set<string>();
  return all.filter(({ command, event }) => seen.size < seen.add(`${command} ${event}`).size);
}
