// What a fact brings along in another stream is committed with it, or left to its message.
import assert from "node:assert/strict";
import type { Follow } from "../../../domain/shared/along.ts";
import type { Decider } from "../../../domain/shared/decider.ts";
import type { DomainEvent, StoredEvent } from "../../../domain/shared/event.ts";
import { createExecute, type HandleDeps } from "../../../domain/shared/handle.ts";
import { createMemoryEventLog } from "../../../infra/eventlog/memory_event_log.ts";
import { everything, logDeps, NOW, write } from "../../infra/eventlog/kit.ts";

const knocked = (by: string): DomainEvent => ({ type: "Knocked", data: { by } });
const lit: DomainEvent = { type: "Lit", data: {} };
const origin = { actor: { kind: "system" as const }, correlationId: "r-1" };

/** Anybody may knock, as often as they like. */
const door: Decider<{ readonly by: string }, readonly string[], DomainEvent, never> = {
  initialState: [],
  evolve: (state, { data }) => [...state, String(data["by"])],
  decide: ({ by }) => ({ ok: [knocked(by)] }),
};

/** The lamp is lit by the first knock. */
const lighting = (history: readonly StoredEvent[]) => history.length === 0 ? [lit] : [];
const light: Follow = () => ({ streamId: "lamp", decide: lighting });

function kitchen(follow: Follow, changes: Partial<HandleDeps["log"]> = {}) {
  const log = createMemoryEventLog(logDeps());
  const failures: unknown[] = [];
  const execute = createExecute({
    log: { ...log, ...changes },
    clock: () => NOW,
    reactions: ({ type }) => [{ id: type, kind: type, lane: "kitchen", data: {} }],
    along: { follow, onFailure: (error) => failures.push(error) },
  });
  return {
    log,
    failures,
    knock: (by: string) => execute(door, "door", { by }, origin),
    story: async () => (await everything(log)).map(({ streamId, type }) => `${streamId} ${type}`),
  };
}

Deno.test("what comes along is one commit with the fact, messages and all, and is not the command's own", async () => {
  const { log, knock, story, failures } = kitchen(light);
  const { ok, state, position } = await knock("Ann");
  assert.deepEqual([ok.map(({ type }) => type), state, position], [["Knocked"], ["Ann"], 2]);
  assert.deepEqual(await story(), ["door Knocked", "lamp Lit"]);
  assert.deepEqual(log.pending().map(({ id }) => id), ["Knocked", "Lit"]);
  assert.deepEqual(failures, []);
});

Deno.test("what has happened already does not happen again, however many come at once", async () => {
  const { knock, story } = kitchen(light);
  await Promise.all(["a", "b", "c", "d", "e", "f", "g"].map(knock));
  const all = await story();
  assert.deepEqual([all.length, all.filter((one) => one === "lamp Lit").length], [8, 1]);
});

Deno.test("a fact whose follower fails is committed without it, and somebody is told", async () => {
  const dark: Follow = () => ({
    streamId: "lamp",
    decide() {
      throw new Error("no oil");
    },
  });
  const broken: Follow = () => {
    throw new Error("no lamp");
  };
  for (const [follow, why] of [[dark, "no oil"], [broken, "no lamp"]] as const) {
    const { log, knock, story, failures } = kitchen(follow);
    assert.equal((await knock("Ann")).ok.length, 1);
    assert.deepEqual(await story(), ["door Knocked"]);
    assert.deepEqual(log.pending().map(({ id }) => id), ["Knocked"]);
    assert.deepEqual(failures.map(String), [`Error: ${why}`]);
  }
});

Deno.test("somebody else at the other stream: decided anew; a crowd there holds up nobody at this one", async () => {
  for (const [strangers, story] of [[1, "lamp Lit"], [99, "door Knocked"]] as const) {
    let left: number = strangers;
    const { log, knock, story: seen } = kitchen(
      () => ({ streamId: "lamp", decide: () => [lit] }),
      {
        async readStream(streamId) {
          const events = await log.readStream(streamId);
          if (streamId === "lamp" && left-- > 0) await log.append(write("lamp", "any", lit));
          return events;
        },
      },
    );
    assert.equal((await knock("Ann")).ok.length, 1);
    assert.equal((await seen()).at(-1), story);
  }
});
