// A process that is slow to follow a switch: it is overtaken by the next one, finds its rows removed, or is told to stop.
import assert from "node:assert/strict";
import { createAsOfNow } from "../../../infra/projections/as_of_now.ts";
import { readCheckpoint } from "../../../infra/projections/checkpoint.ts";
import { checkpointKey, viewKey } from "../../../infra/projections/keys.ts";
import { readLive } from "../../../infra/projections/live.ts";
import { eventually, kvLog, noted, NOW, withKv, write } from "../eventlog/kit.ts";
import { bench, done, handler, working } from "../queue/kit.ts";
import { type Count, counts, projectionsOn, rebuilt, running } from "./kit.ts";

interface Hooks {
  /** Awaited before each commit, with the keys it sets. */
  readonly commit?: (sets: readonly Deno.KvKey[]) => Promise<unknown> | undefined;
  /** Awaited before each reading, with its keys. */
  readonly read?: (keys: readonly Deno.KvKey[]) => Promise<unknown> | undefined;
}

/** The store, with something happening in between. */
function hooked(kv: Deno.Kv, { commit, read }: Hooks): Deno.Kv {
  return new Proxy(kv, {
    get(target, name) {
      if (name === "get") {
        return async (key: Deno.KvKey) => {
          await read?.([key]);
          return await target.get(key);
        };
      }
      if (name === "getMany") {
        return async (keys: Deno.KvKey[]) => {
          await read?.(keys);
          return await target.getMany<unknown[]>(keys);
        };
      }
      if (name === "atomic") return () => hookedAtomic(target.atomic(), commit);
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}

function hookedAtomic(atomic: Deno.AtomicOperation, before: Hooks["commit"]): Deno.AtomicOperation {
  const sets: Deno.KvKey[] = [];
  const set = atomic.set.bind(atomic), commit = atomic.commit.bind(atomic);
  atomic.set = (key, value) => {
    sets.push(key);
    return set(key, value);
  };
  atomic.commit = async () => {
    await before?.(sets);
    return await commit();
  };
  return atomic;
}

const isCheckpoint = (build: string) => (key: Deno.KvKey) => key[0] === "cp" && key[2] === build;
const isLive = (key: Deno.KvKey) => key[0] === "live";

/**
 * Process A shows build 1.0. Process B rebuilds the view, with an event coming in right before the switch, so that A has
 * to write to build 1.1 before it shows that: from there on `held` is resolved and A waits for `letGo`. `removal`: what B
 * waits for before it removes the rows of 1.0.
 */
async function slowToFollow(kv: Deno.Kv, read?: Hooks["read"], removal?: Promise<void>) {
  const held = Promise.withResolvers<void>(), gate = Promise.withResolvers<void>();
  const a = projectionsOn(
    hooked(kv, {
      ...(read && { read }),
      commit(sets) {
        if (!sets.some(isCheckpoint("1.1"))) return undefined;
        held.resolve();
        return gate.promise;
      },
    }),
    () => NOW,
    counts,
  );
  await a.running.start();
  await a.running.view(counts).reached((await a.log.head()).position);
  let isFirst = true;
  const b = projectionsOn(
    hooked(kv, {
      async commit(sets) {
        if (sets.length === 0) await removal;
        if (!isFirst || !sets.some(isLive)) return;
        isFirst = false;
        await kvLog(kv).append(write("late", 0, noted("x")));
        await a.running.view(counts).reached((await a.log.head()).position);
      },
    }),
    () => NOW,
    counts,
  );
  assert.equal((await rebuilt(b.running, "counts")).status, "done");
  return { a, b, held: held.promise, letGo: gate.resolve };
}

Deno.test("a view that is switched again while it follows a switch follows the newer one", () =>
  withKv(async (kv) => {
    await kvLog(kv).append(write("s", 0, noted("a")));
    const { a, b, held, letGo } = await slowToFollow(kv);
    await held;
    assert.equal((await rebuilt(b.running, "counts")).status, "done");
    letGo();
    await a.log.append(write("s", 1, noted("b")));
    await eventually("A shows what is new", async () => (await a.running.status())[0]?.position === 3);
    assert.deepEqual(await a.running.view(counts).get(["stream", "s"]), { events: 2, sum: 4 });
    await b.running.stop();
    await a.running.stop();
  }));

/**
 * A has rows of 1.0 only, which have been removed, or are being removed and that of s1 is gone; resolves with what `read`
 * finds.
 */
async function readWhileRemoved<T>(
  kv: Deno.Kv,
  removal: "done" | "half done",
  looksAt: (keys: readonly Deno.KvKey[]) => boolean,
  read: (on: ReturnType<typeof projectionsOn>) => Promise<T>,
): Promise<T> {
  const log = kvLog(kv);
  for (const stream of ["s1", "s2"]) await log.append(write(stream, 0, noted("a")));
  const before = projectionsOn(kv, () => NOW, counts);
  await before.running.start();
  await before.running.view(counts).reached(2);
  await before.running.stop();

  const looked = Promise.withResolvers<void>();
  const removing = Promise.withResolvers<void>();
  if (removal === "done") removing.resolve();
  const { a, b, held, letGo } = await slowToFollow(kv, (keys) => {
    if (looksAt(keys)) looked.resolve();
    return undefined;
  }, removing.promise);
  await held;
  // A still waits to show the new rows.
  if (removal === "done") await b.running.idle();
  else {
    const isBegun = async () => (await readCheckpoint(kv, "counts", "1.0")).retired === true;
    await eventually("the removal has begun", isBegun);
    await kv.delete(viewKey("counts", "1.0", ["stream", "s1"]));
  }
  const found = read(a);
  await looked.promise;
  letGo();
  try {
    return await found;
  } finally {
    removing.resolve();
    await b.running.stop();
    await a.running.stop();
  }
}

for (const removal of ["done", "half done"] as const) {
  Deno.test(`a row that is gone with its old build is not taken for one that never was (removal ${removal})`, () =>
    withKv(async (kv) => {
      const isRow = (keys: readonly Deno.KvKey[]) => keys.some((key) => key[0] === "view" && key[4] === "s1");
      const row = await readWhileRemoved(kv, removal, isRow, ({ running, log }) => {
        const asOfNow = createAsOfNow(running, log);
        return asOfNow.run(() => asOfNow.view(counts).get(["stream", "s1"]));
      });
      assert.deepEqual(row, { events: 1, sum: 1 });
    }));

  Deno.test(`a list of rows that are gone with their old build is read from the new one (removal ${removal})`, () =>
    withKv(async (kv) => {
      const isOld = (keys: readonly Deno.KvKey[]) => keys.length === 1 && keys.some(isCheckpoint("1.0"));
      const list = readWhileRemoved(
        kv,
        removal,
        isOld,
        ({ running }) => running.view(counts).list(["stream"]),
      );
      assert.deepEqual((await list).map(({ key }) => key[1]), ["late", "s1", "s2"]);
    }));
}

Deno.test("a process stops although newer code is shown instead of what it rebuilt", () =>
  withKv(async (kv) => {
    const shown = Promise.withResolvers<void>();
    let isStarted = false, isSwitching = false;
    const blind = hooked(kv, {
      commit(sets) {
        isSwitching ||= isStarted && sets.some(isLive);
        return undefined;
      },
      read: (keys) => isSwitching && keys.some(isLive) ? shown.promise : undefined,
    });
    const older = projectionsOn(blind, () => NOW, counts);
    await older.running.start();
    await older.log.append(write("s", 0, noted("a")));
    await older.running.view(counts).reached(1);
    isStarted = true;
    assert.ok("rebuildId" in await older.running.rebuild("counts"));
    const isSwitched = async () => (await readLive(kv, "counts")).build === "1.1";
    await eventually("what it rebuilt is live", isSwitched);

    const newer = projectionsOn(kv, () => NOW, { ...counts, version: 2 });
    await newer.running.start();
    shown.resolve();
    const isOverthrown = async () => /other code/.test((await older.running.status())[0]?.lastError ?? "");
    await eventually("the older code has noticed", isOverthrown);
    let isStopped = false;
    const stopped = older.running.stop().then(() => isStopped = true);
    await eventually("it has stopped", () => isStopped);
    await stopped;
    await newer.running.stop();
  }));

Deno.test("a message whose worker shows a view of older code waits for newer code: no attempt is used up", () =>
  withKv(async (kv) => {
    const on = bench(kv);
    const older = projectionsOn(kv, on.now, counts);
    await older.running.start();
    const newer = projectionsOn(kv, on.now, { ...counts, version: 2 });
    await newer.running.start();
    const isOverthrown = async () => (await older.running.status())[0]?.lastError !== undefined;
    await eventually("the older code has noticed", isOverthrown);
    await on.log.append(write("s", 0, noted("a")));

    let found: Count | null = null;
    const reading = ({ running, log }: ReturnType<typeof projectionsOn>) => {
      const asOfNow = createAsOfNow(running, log);
      return handler(async () => {
        found = await asOfNow.run(() => asOfNow.view(counts).get(["all"]));
        return done;
      }, { maxAttempts: 1 });
    };
    await on.send({});
    await working(on, [reading(older)], async (worker) => {
      for (let time = 0; time < 3; time++) {
        await worker.idle();
        on.pass(60_000);
      }
    });
    const [waiting] = await on.queue.scan();
    assert.deepEqual([await on.queue.dead(), waiting?.message.failures, found], [[], 0, null]);
    await working(on, [reading(newer)], (worker) => worker.idle());
    assert.deepEqual([await on.queue.scan(), found], [[], { events: 1, sum: 1 }]);
    await older.running.stop();
    await newer.running.stop();
  }));

Deno.test("who reads rows whose checkpoint is gone, though nothing else is shown, is told of the damage", () =>
  withKv((kv) =>
    running(kv, [counts], async ({ log, running }) => {
      await log.append(write("s", 0, noted("x")));
      const view = running.view(counts);
      await view.reached(1);
      await kv.delete(checkpointKey("counts", "1.0"));
      await assert.rejects(view.get(["stream", "another"]), { message: /checkpoint of build 1\.0/ });
    })
  ));
