// Several people at one response at the same moment, through two processes' logs on one store: the command path as a whole.
import fc from "fast-check";
import assert from "node:assert/strict";
import { createReactions } from "../../../../domain/processes/mod.ts";
import type { ResponseCommand } from "../../../../domain/responses/commands.ts";
import { responseDecider } from "../../../../domain/responses/decide.ts";
import type { ResponseEvent } from "../../../../domain/responses/events.ts";
import { fold } from "../../../../domain/shared/decider.ts";
import { createExecute } from "../../../../domain/shared/handle.ts";
import { verify } from "../../../../infra/eventlog/integrity/verify.ts";
import { respond } from "../../../domain/responses/story.ts";
import { kvLog, NOW, withKv } from "../kit.ts";

const STREAM = "response-1-2";
const reactions = createReactions({ dispatchChatId: "-1", admins: [] });

const asked = fc.array(
  fc.constantFrom<ResponseCommand>(
    respond,
    { type: "AcceptResponse" },
    { type: "RejectResponse" },
    { type: "WithdrawResponse" },
  ),
  { minLength: 2, maxLength: 10 },
);

/** The events one after the other, each as the answer to the command that leads to it. */
function playAgain(events: readonly ResponseEvent[]): void {
  const commands: Partial<Record<ResponseEvent["type"], ResponseCommand>> = {
    CargoResponded: respond,
    ResponseAccepted: { type: "AcceptResponse" },
    ResponseRejected: { type: "RejectResponse" },
    ResponseWithdrawn: { type: "WithdrawResponse" },
  };
  events.forEach((event, index) => {
    const command = commands[event.type];
    assert.ok(command);
    const decision = responseDecider.decide(command, fold(responseDecider, events.slice(0, index)));
    assert.deepEqual(decision, { ok: [event] }, `${event.type} was not to be decided here`);
  });
}

Deno.test("whatever is asked at the same moment, the story is one that could have been told in order, and told once", () =>
  fc.assert(
    fc.asyncProperty(asked, (commands) =>
      withKv(async (kv) => {
        const executes = [kvLog(kv), kvLog(kv)].map((log) =>
          createExecute({ log, clock: () => NOW, reactions })
        );
        const answers = await Promise.all(commands.map((command, index) =>
          executes[index % 2]?.(responseDecider, STREAM, command, {
            actor: { kind: "system" },
            correlationId: `request-${index}`,
          })
        ));
        const log = kvLog(kv);
        const stored = await log.readStream(STREAM);
        const events = stored.map(({ type, data }) =>
          ({ type, data }) as ResponseEvent
        );
        playAgain(events);
        assert.equal(new Set(events.map(({ type }) => type)).size, events.length, "a fact was told twice");
        const told = answers.flatMap((answer) => answer !== undefined && "ok" in answer ? answer.ok : []);
        assert.deepEqual(told.toSorted((a, b) => a.version - b.version), stored);
        const queued = await Array.fromAsync(kv.list({ prefix: ["msg"] }), ({ key }) => String(key[1]));
        const caused = events.flatMap((event) => reactions(event).map(({ id }) => id));
        assert.deepEqual(queued.toSorted(), caused.toSorted());
        assert.equal((await verify(log)).ok, true);
      })),
    { numRuns: 40 },
  ));
