// Processes that start at once on new code: one builds, the others wait for it while it lives, and nobody sees nothing.
import assert from "node:assert/strict";
import type { Projection } from "../../../domain/shared/projection.ts";
import { readLive } from "../../../infra/projections/live.ts";
import { type Wait, wait } from "../../../infra/wait.ts";
import { kvLog, noted, NOW, withKv, write } from "../eventlog/kit.ts";
import { type Count, counts, projectionsOn, running, spread, waitingProjectionsOn } from "./kit.ts";

const EVENTS = 3_000;
const ALL = { events: EVENTS, sum: EVENTS * (EVENTS + 1) / 2 };

async function fill(kv: Deno.Kv): Promise<void> {
  const log = kvLog(kv);
  const events = Array.from({ length: 50 }, () => noted("x"));
  for (let n = 0; n < EVENTS / 50; n++) await log.append(write(`s${n}`, "any", ...events));
}

/** `spread`, with the number of events it has folded. */
function counted() {
  const folded = { times: 0 };
  const projection: Projection<Count> = {
    ...spread,
    fold(row, event, key) {
      folded.times++;
      return counts.fold(row, event, key);
    },
  };
  return { folded, projection };
}

/** A store in which every write waits until it is let through, one at a time. */
function gated(kv: Deno.Kv) {
  let open = false;
  let arrived = Promise.withResolvers<void>();
  let waiting: (() => void) | undefined;
  const pass = () => {
    if (open) return Promise.resolve();
    return new Promise<void>((resolve) => {
      waiting = resolve;
      arrived.resolve();
    });
  };
  const behind = (atomic: Deno.AtomicOperation): Deno.AtomicOperation => {
    const proxy: Deno.AtomicOperation = new Proxy(atomic, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (name === "commit") return () => pass().then(() => target.commit());
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => {
          member.apply(target, args);
          return proxy;
        };
      },
    });
    return proxy;
  };
  return {
    kv: new Proxy(kv, {
      get(target, name) {
        if (name === "atomic") return () => behind(target.atomic());
        const member: unknown = Reflect.get(target, name, target);
        return typeof member === "function" ? member.bind(target) : member;
      },
    }),
    /** Resolves when a write waits. */
    arrived: () => arrived.promise,
    /** Lets the write that waits through, and no other. */
    letThrough() {
      arrived = Promise.withResolvers<void>();
      waiting?.();
    },
    openForGood() {
      open = true;
      waiting?.();
      arrived.resolve();
    },
  };
}

/** Looks at another process's build take no time; `looked` is called at each. Everything else waits as usual. */
function lookingAtOnce(looked: (times: number) => Promise<void> | void): Wait {
  let times = 0;
  return async (ms, signal) => ms === 200 ? await looked(++times) : await wait(ms, signal);
}

Deno.test("a first build under way in another process is waited for, however long, as long as it moves", () =>
  withKv(async (kv) => {
    await fill(kv);
    const [one, two] = [counted(), counted()];
    const gate = gated(kv);
    const first = projectionsOn(gate.kv, () => NOW, one.projection);
    const starting = first.running.start();
    let ended = false;
    starting.then(() => ended = true);
    await gate.arrived();
    gate.letThrough();
    await gate.arrived();
    let looks = 0;
    const patient = lookingAtOnce(async (times) => {
      looks = times;
      if (times % 10 !== 0) return;
      gate.letThrough();
      await Promise.race([gate.arrived(), starting]);
      if (times === 40) gate.openForGood();
      if (times >= 40) await starting;
    });
    const second = waitingProjectionsOn(kv, patient, () => NOW, two.projection);
    await second.running.start();
    assert.equal(ended, true);
    assert.ok(looks >= 40, `${looks} looks`);
    assert.equal(two.folded.times, 0);
    assert.equal((await readLive(kv, spread.name)).build, "1.0");
    for (const { running } of [first, second]) {
      assert.deepEqual(await running.view(spread).get(["all"]), ALL);
      await running.stop();
    }
  }));

Deno.test("who falls silent over a first build is not waited for, and does no harm when it wakes up", () =>
  withKv(async (kv) => {
    await fill(kv);
    const [one, two] = [counted(), counted()];
    const gate = gated(kv);
    const first = projectionsOn(gate.kv, () => NOW, one.projection);
    const starting = first.running.start();
    for (let writes = 0; writes < 3; writes++) {
      await gate.arrived();
      gate.letThrough();
    }
    await gate.arrived();
    let looks = 0;
    const second = waitingProjectionsOn(
      kv,
      lookingAtOnce((times) => {
        looks = times;
      }),
      () => NOW,
      two.projection,
    );
    await second.running.start();
    assert.ok(looks >= 10 && looks <= 20, `${looks} looks`);
    assert.ok(two.folded.times > 0);
    assert.deepEqual(await second.running.view(spread).get(["all"]), ALL);
    gate.openForGood();
    await starting;
    for (const { log, running } of [first, second]) {
      const result = await log.append(write("later", "any", noted("y")));
      assert.ok("appended" in result);
      await Promise.all([first, second].map((each) => each.running.view(spread).reached(result.position)));
      assert.deepEqual(
        await running.view(spread).get(["all"]),
        { events: result.position, sum: result.position * (result.position + 1) / 2 },
      );
    }
    await first.running.stop();
    await second.running.stop();
  }));

Deno.test("a process of older code never shows an empty view: its rows stand still, then it says so", () =>
  withKv((kv) =>
    running(kv, [spread], async ({ log, running: old }) => {
      await fill(kv);
      await old.view(spread).reached(EVENTS);
      const newer: Projection<Count> = { ...spread, version: 2 };
      const outdated = async () => (await old.status())[0]?.lastError !== undefined;
      // The old rows are kept until the old process has noticed; then they go while it reads.
      const kind: Wait = async (ms, signal) => {
        await wait(ms, signal);
        while (ms === 0 && !signal?.aborted && !await outdated()) await wait(1, signal);
      };
      const { running: present } = waitingProjectionsOn(kv, kind, () => NOW, newer);
      await present.start();
      await log.append(write("later", "any", noted("y")));
      let stopped: unknown, reads = 0;
      while (stopped === undefined) {
        try {
          // Rows nobody has read before, so that no memory helps, from a store that has its turn.
          assert.ok(await old.view(spread).get(["at", reads++ % 2_000]));
          assert.equal(
            (await old.view(spread).list(["at"], { after: ["at", reads % 1_000], limit: 5 })).length,
            5,
          );
          await wait(0);
        } catch (error) {
          stopped = error;
        }
      }
      assert.match(String(stopped), /is shown by other code now: build 2\.\d/);
      assert.equal((await present.view(newer).get(["all"]))?.events, EVENTS + 1);
      await present.stop();
    })
  ));
