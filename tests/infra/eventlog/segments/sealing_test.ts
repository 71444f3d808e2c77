import fc from "fast-check";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { StoredEvent } from "../../../../domain/shared/event.ts";
import { createStreamCopies } from "../../../../infra/eventlog/integrity/stream_copies.ts";
import { verify } from "../../../../infra/eventlog/integrity/verify.ts";
import { segmentKey } from "../../../../infra/eventlog/keys.ts";
import { createStoredLog } from "../../../../infra/eventlog/read/stored_log.ts";
import { sealSegments } from "../../../../infra/eventlog/segments/seal_segments.ts";
import { faultyKv } from "../faulty_kv.ts";
import { everything, kvLog, noted, withKv, write } from "../kit.ts";

/** Small segments, so that a few hundred events make several. */
const SMALL = { keep: 20, segmentSize: 4_000 };
const seal = (kv: Deno.Kv, options = SMALL) => sealSegments({ kv, random: Math.random }, options);

/** Commits of one to three events on seven streams. */
async function fill(kv: Deno.Kv, commits: number): Promise<StoredEvent[]> {
  const log = kvLog(kv);
  for (let n = 0; n < commits; n++) {
    const events = Array.from({ length: 1 + n % 3 }, (_, i) => noted(`${n}.${i} ж`));
    await log.append(write(`s${n % 7}`, "any", ...events));
  }
  return await everything(log);
}

async function records(kv: Deno.Kv): Promise<number> {
  return (await Array.fromAsync(kv.list({ prefix: ["log"] }))).length;
}

async function whole(kv: Deno.Kv): Promise<boolean> {
  const log = kvLog(kv);
  return (await verify(log, { copies: createStreamCopies(kv, log) })).ok;
}

Deno.test("sealed history reads as before, both ways, from every position, and still verifies", () =>
  withKv(async (kv) => {
    const before = await fill(kv, 90);
    const { segments, events } = await seal(kv);
    assert.ok(
      segments > 3 && events > 100 && events <= before.length - 20,
      JSON.stringify({ segments, events }),
    );
    const log = kvLog(kv);
    for (let position = 0; position <= before.length + 1; position++) {
      assert.deepEqual(await everything(log, position), before.slice(position));
      assert.deepEqual(
        await Array.fromAsync(log.readAll({ before: position, backwards: true })),
        before.slice(0, Math.max(0, position - 1)).reverse(),
      );
    }
    assert.deepEqual(
      await Array.fromAsync(log.readAll({ before: Number.MAX_SAFE_INTEGER, backwards: true })),
      before.toReversed(),
    );
    assert.ok(await whole(kv));
  }));

Deno.test("the commit records that were sealed are gone, the newest stay, and appending goes on", () =>
  withKv(async (kv) => {
    const before = await fill(kv, 90);
    const { events } = await seal(kv);
    const [first] = await Array.fromAsync(kv.list({ prefix: ["log"] }, { limit: 1 }));
    assert.equal(first?.key[1], events + 1);
    const result = await kvLog(kv).append(write("s0", "any", noted("after")));
    assert.ok("appended" in result);
    assert.deepEqual(await everything(kvLog(kv)), [...before, ...result.appended]);
    assert.ok(await whole(kv));
  }));

Deno.test("sealing again does nothing until there is enough for another segment", () =>
  withKv(async (kv) => {
    await fill(kv, 90);
    await seal(kv);
    const left = await records(kv);
    assert.equal((await seal(kv)).segments, 0);
    assert.equal(await records(kv), left);
    await fill(kv, 60);
    assert.ok((await seal(kv)).segments > 0);
    assert.ok(await whole(kv));
  }));

Deno.test("a crash at any step, before or after its write, leaves a readable log, and the next run finishes the work", async () => {
  for (const when of ["before", "after"] as const) {
    for (let crashing = 1;; crashing++) {
      let steps = 0;
      await withKv(async (kv) => {
        const before = await fill(kv, 60);
        const faulty = faultyKv(kv, (commit) => {
          steps = commit;
          if (commit !== crashing) return;
          if (when === "after") return "after";
          throw new Error("power cut");
        });
        const crashed = await seal(faulty).then(() => false, () => true);
        assert.equal(crashed, steps === crashing);
        assert.deepEqual(await everything(kvLog(kv)), before, `crash ${when} commit ${crashing}`);
        assert.deepEqual(
          await Array.fromAsync(kvLog(kv).readAll({ before: before.length + 1, backwards: true })),
          before.toReversed(),
        );
        const { segments } = await seal(kv);
        assert.ok(await whole(kv));
        if (crashed && crashing === 1 && when === "before") assert.ok(segments > 3);
        const [first] = await Array.fromAsync(kv.list({ prefix: ["log"] }, { limit: 1 }));
        assert.ok(Number(first?.key[1]) > 50, "the sealed records are gone in the end");
      });
      if (steps < crashing) break;
    }
  }
});

Deno.test("a reader that is under way while its records are sealed misses nothing and repeats nothing", () =>
  withKv(async (kv) => {
    const before = await fill(kv, 200);
    const log = kvLog(kv);
    const seen: number[] = [];
    for await (const { position } of log.readAll({ after: 0 })) {
      seen.push(position);
      if (position === 10) await seal(kv);
    }
    assert.deepEqual(seen, before.map(({ position }) => position));
  }));

Deno.test("two that seal at once write every segment once", () =>
  withKv(async (kv) => {
    const before = await fill(kv, 120);
    const runs = await Promise.allSettled([seal(kv), seal(kv)]);
    assert.ok(runs.some(({ status }) => status === "fulfilled"));
    assert.deepEqual(await everything(kvLog(kv)), before);
    assert.ok(await whole(kv));
  }));

/** Once, right before records are read to be sealed, somebody else does something. */
function meanwhile(kv: Deno.Kv, act: () => Promise<unknown>): Deno.Kv {
  let acted = false;
  return new Proxy(kv, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (name !== "list") return typeof member === "function" ? member.bind(target) : member;
      return async function* (...[selector, options]: Parameters<Deno.Kv["list"]>) {
        const reading = "start" in selector && selector.start[0] === "log" && selector.start.length > 1;
        if (reading && !acted) {
          acted = true;
          await act();
        }
        yield* target.list(selector, options);
      };
    },
  });
}

Deno.test("who finds that another process sealed its records meanwhile goes on after them", () =>
  withKv(async (kv) => {
    const before = await fill(kv, 120);
    let other: { segments: number; events: number } | undefined;
    const mine = await seal(meanwhile(kv, async () => other = await seal(kv, { ...SMALL, keep: 100 })));
    assert.ok(other && other.segments > 0 && mine.segments > 0);
    const sealed = await Array.fromAsync(kv.list({ prefix: ["seg"] }));
    assert.equal(sealed.length, other.segments + mine.segments);
    assert.deepEqual(await everything(kvLog(kv)), before);
    assert.ok(await whole(kv));
  }));

Deno.test("records that went without being sealed are damage, whoever took them", () =>
  withKv(async (kv) => {
    await fill(kv, 60);
    const robbed = meanwhile(kv, () => kv.delete(["log", 1]));
    await assert.rejects(seal(robbed), { name: "LogDamage", position: 1 });
  }));

Deno.test("an altered event is not sealed", () =>
  withKv(async (kv) => {
    await fill(kv, 60);
    const [, , third] = await Array.fromAsync(kv.list<Uint8Array>({ prefix: ["log"] }));
    assert.ok(third);
    const text = new TextDecoder().decode(third.value).replace("2.0", "2.9");
    await kv.set(third.key, new TextEncoder().encode(text));
    await assert.rejects(seal(kv), { name: "LogDamage", position: third.key[1] });
    assert.deepEqual(await Array.fromAsync(kv.list({ prefix: ["seg"] })), []);
  }));

Deno.test("any changed byte of a sealed segment is found and its first position named", () =>
  withKv(async (kv) => {
    await fill(kv, 90);
    await seal(kv);
    const entries = await Array.fromAsync(kv.list<Uint8Array>({ prefix: ["seg"] }));
    const entry = entries[1];
    assert.ok(entry);
    const size = entry.value.length;
    await fc.assert(
      fc.asyncProperty(fc.nat(size - 1), fc.integer({ min: 1, max: 255 }), async (index, mask) => {
        const altered = entry.value.slice();
        altered[index] = (altered[index] ?? 0) ^ mask;
        await kv.set(entry.key, altered);
        const { ok, firstBad } = await verify(kvLog(kv));
        assert.deepEqual({ ok, firstBad }, { ok: false, firstBad: entry.key[1] });
      }),
      { numRuns: 60, examples: [[0, 1], [1, 1], [2, 1], [size - 1, 1]] },
    );
    await kv.set(entry.key, entry.value);
    assert.ok(await whole(kv));
  }));

Deno.test("a lost segment or chunk is named", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    for (let n = 0; n < 40; n++) {
      const noise = Array.from({ length: 6 }, () => noted(randomBytes(1_200).toString("base64")));
      await log.append(write("s", "any", ...noise));
    }
    await seal(kv, { keep: 20, segmentSize: 150_000 });
    const entries = await Array.fromAsync(kv.list<Uint8Array>({ prefix: ["seg"] }));
    const second = entries.find(({ key }) => Number(key[1]) > 1);
    assert.ok(second && entries.some(({ key }) => key[2] === 1), "a segment has more than one chunk");
    assert.ok(await whole(kv));
    const first = Number(second.key[1]);
    const lost = await kv.get<Uint8Array>(segmentKey(first, 1));
    await kv.delete(segmentKey(first, 1));
    assert.equal((await verify(log)).firstBad, first);
    await kv.set(lost.key, lost.value);
    for (const { key } of entries) if (key[1] === first) await kv.delete(key);
    assert.equal((await verify(log)).firstBad, first);
  }));

Deno.test("what is sealed between the look at the segments and the look at the records is read all the same", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    for (let n = 0; n < 40; n++) await log.append(write(`s${n}`, 0, noted("x")));
    let sealed = false;
    const between = new Proxy(kv, {
      get(target, name) {
        if (name !== "list") {
          const member = Reflect.get(target, name, target);
          return typeof member === "function" ? member.bind(target) : member;
        }
        return async function* (selector: Deno.KvListSelector, options?: Deno.KvListOptions) {
          yield* target.list(selector, options);
          if (sealed || !JSON.stringify(selector).includes('"seg"')) return;
          sealed = true;
          await sealSegments({ kv, random: Math.random }, { keep: 5, segmentSize: 2_000 });
        };
      },
    });
    const events = await Array.fromAsync(createStoredLog(between).readAll({ after: 0 }));
    assert.deepEqual(events.map(({ position }) => position), Array.from({ length: 40 }, (_, at) => at + 1));
  }));
