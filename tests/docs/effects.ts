// What the code does with commands and events, found by running it: the truth behind docs/architecture.md.
import { type DriverCommand, driverDecider, driverStream } from "../../domain/drivers/decide.ts";
import type { DriverEvent } from "../../domain/drivers/events.ts";
import { drivers } from "../../domain/drivers/view.ts";
import { eventSchemas } from "../../domain/events.ts";
import { createReactions } from "../../domain/processes/mod.ts";
import { type ResponseCommand, responseStream } from "../../domain/responses/commands.ts";
import { responseDecider } from "../../domain/responses/decide.ts";
import { responses } from "../../domain/responses/view.ts";
import { type Decider, fold } from "../../domain/shared/decider.ts";
import type { DomainEvent } from "../../domain/shared/event.ts";
import { historyOf, ref, respond } from "../domain/responses/story.ts";
import { stored } from "../support/stored.ts";

/** One of each command: the compiler asks for the missing one. */
const responseCommands: { [T in ResponseCommand["type"]]: Extract<ResponseCommand, { type: T }> } = {
  RespondToCargo: respond,
  AcceptResponse: { type: "AcceptResponse" },
  RejectResponse: { type: "RejectResponse" },
  CompleteResponse: { type: "CompleteResponse" },
  WithdrawResponse: { type: "WithdrawResponse" },
  RateCargo: { type: "RateCargo", form: { stars: 5 } },
};
const { driverId } = ref;
const user = { id: driverId, firstName: "Иван" };
const driverCommands: { [T in DriverCommand["type"]]: Extract<DriverCommand, { type: T }> } = {
  RegisterSignIn: { type: "RegisterSignIn", user, renamed: true },
  RegisterSignOut: { type: "RegisterSignOut", driverId },
  RememberFilters: { type: "RememberFilters", driverId, query: "mode=all" },
  ForgetDriver: { type: "ForgetDriver", driverId },
};
const driverHistories: DriverEvent[][] = [[], [{
  type: "DriverRegistered",
  data: { driverId, firstName: "Иван" },
}]];

export interface Effect {
  readonly command: string;
  readonly stream: string;
  readonly event: string;
}

/** Every event every command can lead to, from any phase. */
export function effects(): Effect[] {
  const driver = driverStream(driverId).replace(String(driverId), "{driverId}");
  const response = responseStream(ref).replace(ref.responseId, "{driverId}-{cargoId}");
  return [
    ...emitted(driverDecider, Object.values(driverCommands), driverHistories, driver),
    ...emitted(responseDecider, Object.values(responseCommands), Object.values(historyOf), response),
  ];
}

function emitted<Command extends { type: string }, State, E extends DomainEvent>(
  decider: Decider<Command, State, E, string>,
  commands: readonly Command[],
  histories: readonly (readonly E[])[],
  stream: string,
): Effect[] {
  return commands.flatMap((command) => {
    const decisions = histories.map((history) => decider.decide(command, fold(decider, history)));
    const events = new Set(
      decisions.flatMap((decision) => "ok" in decision ? decision.ok : []).map(({ type }) => type),
    );
    return [...events].map((event) => ({ command: command.type, stream, event }));
  });
}

const react = createReactions({ dispatchChatId: "-1" });

/** Views that fold an event, then messages it causes. */
export function listeners(type: string): { views: string[]; messages: string[] } {
  const event: DomainEvent = { type, data: { ...ref } };
  const [fact] = stored("any", event);
  return {
    views: [drivers, responses].filter((view) => view.keys(fact!).length > 0).map(({ name }) => name),
    messages: react(event).map(({ kind }) => kind),
  };
}

export const declaredEvents: readonly string[] = [...eventSchemas.keys()];
