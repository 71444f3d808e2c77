// The watcher: one question for each filter, nothing lost, nothing told twice, whatever happens in between.
import assert from "node:assert/strict";
import type { EventLog } from "../../../domain/shared/event_log.ts";
import type { Watcher } from "../../../infra/searches/watcher.ts";
import { load, watching } from "./kit.ts";

Deno.test("a filter is asked for once a round, however many drivers saved it", async () => {
  await using scene = await watching();
  const drivers = Array.from({ length: 1_000 }, (_, n) => n + 1);
  await Promise.all(drivers.map((driver) => scene.save(driver, `mode=all&price_min=${1 + driver % 200}`)));
  const watcher = scene.watcher();
  await watcher.round();
  assert.equal(scene.exchange.asked.length, 200);
  assert.equal(new Set(scene.exchange.asked).size, 200);
  scene.exchange.loads.push(load("1"));
  await watcher.round();
  assert.equal(scene.exchange.asked.length, 400);
  assert.equal(Object.keys(await scene.told()).length, 1_000);
});

Deno.test("what was there before is no news; what comes after is told once", async () => {
  await using scene = await watching();
  scene.exchange.loads.push(load("1"));
  const watcher = scene.watcher();
  const since = await firstLook(watcher, "mode=all");
  await scene.save(7, "mode=all", since!);
  scene.exchange.loads.unshift(load("2"));
  await watcher.round();
  await watcher.round();
  assert.deepEqual(await scene.told(), { 7: ["2"] });
});

Deno.test("a restart neither forgets what was seen nor tells it again", async () => {
  await using scene = await watching();
  await scene.save(7, "mode=all", (await firstLook(scene.watcher(), "mode=all"))!);
  scene.exchange.loads.push(load("1"));
  await scene.watcher().round();
  scene.exchange.loads.push(load("2"));
  await scene.watcher().round();
  assert.deepEqual(await scene.told(), { 7: ["1", "2"] });
});

Deno.test("a new search does not get what appeared before it, though its filter was watched already", async () => {
  await using scene = await watching();
  const watcher = scene.watcher();
  await scene.save(1, "mode=all", (await firstLook(watcher, "mode=all"))!);
  scene.exchange.loads.push(load("1"));
  await scene.save(2, "mode=all", (await firstLook(watcher, "mode=all"))!);
  scene.exchange.loads.push(load("2"));
  await watcher.round();
  assert.deepEqual(await scene.told(), { 1: ["1", "2"], 2: ["2"] });
});

Deno.test("a load that appears between the first look and the saving of a search is told", async () => {
  await using scene = await watching();
  const watcher = scene.watcher();
  await scene.save(1, "mode=all", (await firstLook(watcher, "mode=all"))!);
  let round: Promise<void> | undefined;
  await watcher.begin("mode=all", async (since) => {
    scene.exchange.loads.push(load("1"));
    // The round of all searches is due just now, and goes as far as it is let.
    round = watcher.round();
    for (let n = 0; n < 50; n++) await scene.caughtUp();
    await scene.save(2, "mode=all", since!);
  });
  await round;
  await watcher.round();
  assert.deepEqual(await scene.told(), { 1: ["1"], 2: ["1"] });
});

Deno.test("a search whose saving fails says so to whoever saves it", async () => {
  await using scene = await watching();
  await assert.rejects(
    scene.watcher().begin("mode=all", () => Promise.reject(new Error("The store is full"))),
    /The store is full/,
  );
});

Deno.test("a crash while drivers are told loses nobody and tells nobody twice", async () => {
  for (const survived of [0, 1, 3, 9]) {
    await using scene = await watching();
    const since = (await firstLook(scene.watcher(), "mode=all"))!;
    for (let driver = 1; driver <= 10; driver++) await scene.save(driver, "mode=all", since);
    scene.exchange.loads.push(load("1"));
    await assert.rejects(scene.watcher(dyingAfter(survived, scene.log)).round(), AggregateError);
    assert.equal(Object.keys(await scene.told()).length, survived);
    // Meanwhile the load has gone, and another has come.
    scene.exchange.loads = [load("2")];
    await scene.watcher().round();
    const everybody = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [n + 1, ["1", "2"]]));
    assert.deepEqual(await scene.told(), everybody, `after ${survived} commits`);
  }
});

Deno.test("two processes that watch at once tell of a load once", async () => {
  await using scene = await watching();
  const [one, other] = [scene.watcher(), scene.watcher()];
  await scene.save(7, "mode=all", (await firstLook(one, "mode=all"))!);
  for (let n = 1; n <= 5; n++) {
    scene.exchange.loads.push(load(String(n)));
    await Promise.all([one.round(), other.round()]);
  }
  assert.deepEqual((await scene.told())[7]?.toSorted(), ["1", "2", "3", "4", "5"]);
});

Deno.test("a driver with two searches that find the same load hears of it once", async () => {
  await using scene = await watching();
  const watcher = scene.watcher();
  for (const query of ["mode=all", "mode=all&price_min=1000"]) {
    await scene.save(7, query, (await firstLook(watcher, query))!);
  }
  scene.exchange.loads.push(load("1"));
  await watcher.round();
  assert.deepEqual(await scene.told(), { 7: ["1"] });
});

Deno.test("a second search for the same, saved while nobody looked, takes nothing from the first", async () => {
  await using scene = await watching();
  const watcher = scene.watcher();
  const since = (await firstLook(watcher, "mode=all"))!;
  const drivers = Array.from({ length: 10 }, (_, n) => n + 1);
  for (const driver of drivers) await scene.save(driver, "mode=all", since);
  for (const driver of drivers) await scene.save(driver, "mode=all");
  scene.exchange.loads.push(load("1"));
  await watcher.round();
  assert.deepEqual(Object.values(await scene.told()), drivers.map(() => ["1"]));
});

Deno.test("while the exchange is silent nothing is forgotten, and what came meanwhile is told afterwards", async () => {
  await using scene = await watching();
  const watcher = scene.watcher();
  scene.exchange.loads.push(load("1"));
  await scene.save(7, "mode=all", (await firstLook(watcher, "mode=all"))!);
  scene.exchange.silent = true;
  await watcher.round();
  assert.equal(await firstLook(watcher, "mode=all"), null);
  scene.exchange.silent = false;
  scene.exchange.loads.push(load("2"));
  await watcher.round();
  assert.deepEqual(await scene.told(), { 7: ["2"] });
});

Deno.test("nobody asks for a filter whose driver cannot be reached, nor for a day that is over", async () => {
  await using scene = await watching();
  await scene.save(7, "mode=all");
  await scene.save(8, "mode=all&start_date=2020-01-01");
  const lost = { type: "DriverUnreachable", data: { driverId: 7, reason: "blocked" } };
  await scene.log.append({
    streams: [{ streamId: "reachability-7", expectedVersion: "any", events: [lost] }],
    meta: { at: new Date(scene.world.now).toISOString(), actor: { kind: "system" }, correlationId: "test" },
  });
  await scene.caughtUp();
  const watcher = scene.watcher();
  await watcher.round();
  assert.deepEqual(scene.exchange.asked, []);
});

Deno.test("the memory of filters nobody waits for is dropped after a day", async () => {
  await using scene = await watching();
  const watcher = scene.watcher();
  await scene.save(7, "mode=all", (await firstLook(watcher, "mode=all"))!);
  await firstLook(watcher, "mode=all&price_min=1000");
  const kept = async () => (await Array.fromAsync(scene.kv.list({ prefix: ["watch"] }))).length;
  await watcher.tidy();
  assert.equal(await kept(), 2);
  scene.world.now += 25 * 3_600_000;
  await watcher.tidy();
  assert.equal(await kept(), 1);
});

/** When a query was looked at, or null; the search is saved later. */
function firstLook(watcher: Watcher, query: string): Promise<string | null> {
  return watcher.begin(query, (since) => Promise.resolve(since));
}

/** A log whose process dies after so many commits. */
function dyingAfter(
  commits: number,
  log: Pick<EventLog, "append" | "head">,
): Pick<EventLog, "append" | "head"> {
  const survivors: Promise<unknown>[] = [];
  return {
    head: () => log.head(),
    async append(commit) {
      if (survivors.length < commits) {
        const writing = log.append(commit);
        survivors.push(writing);
        return await writing;
      }
      // Death is known of once what came before it is written.
      await Promise.all(survivors);
      throw new Error("The process died");
    },
  };
}
