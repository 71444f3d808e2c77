// An export carries everything, byte for byte; an import takes it whole or says what is wrong with it.
import assert from "node:assert/strict";
import fc from "fast-check";
import { DriverForgotten } from "../../../domain/drivers/events.ts";
import { forgottenDriver } from "../../../domain/drivers/mod.ts";
import { createKeyring } from "../../../infra/crypto/keyring.ts";
import { createVault } from "../../../infra/crypto/vault.ts";
import { readKeys } from "../../../infra/crypto/wrapped_keys.ts";
import { exportLines } from "../../../infra/eventlog/export.ts";
import { type Imported, importLines } from "../../../infra/eventlog/import.ts";
import { linesOf } from "../../../infra/eventlog/lines.ts";
import { sealSegments } from "../../../infra/eventlog/seal_segments.ts";
import { createStoredLog } from "../../../infra/eventlog/stored_log.ts";
import { createStreamCopies } from "../../../infra/eventlog/stream_copies.ts";
import { verify } from "../../../infra/eventlog/verify.ts";
import { faultyKv } from "./faulty_kv.ts";
import { everything, kvLog, meta, noted, withKv, write } from "./kit.ts";

const keyring = createKeyring([new Uint8Array(32).fill(7)]);
const vaultOn = (kv: Deno.Kv) =>
  createVault({
    kv,
    keyring,
    personalFields: new Map([["Responded", ["phone"]]]),
    clock: Date.now,
    random: Math.random,
  });

const responded = (driverId: number) => ({
  type: "Responded",
  data: { driverId, phone: `+7916000000${driverId}`, "ключ\n": [1.5, -0, null, "\u2028 ж 😀"] },
});
const forgotten = (driverId: number) => ({ type: DriverForgotten.shape.type.value, data: { driverId } });
const named = { ...meta, actor: { kind: "driver" as const, id: "1", name: "Иван" } };

/** Some drivers, some notes. */
async function fill(kv: Deno.Kv, rounds = 12): Promise<void> {
  const log = kvLog(kv, vaultOn(kv));
  for (let n = 0; n < rounds; n++) {
    const events = [responded(n % 3), noted(`note ${n}`)];
    await log.append({ streams: [{ streamId: `s${n % 4}`, expectedVersion: "any", events }], meta: named });
  }
}

async function exported(kv: Deno.Kv, withKeys = true): Promise<string> {
  const options = withKeys ? { keys: readKeys(kv) } : {};
  return (await Array.fromAsync(exportLines(createStoredLog(kv), options))).join("");
}

async function* linesIn(text: string): AsyncGenerator<string> {
  yield* linesOf(new Blob([text]).stream());
}

function imported(kv: Deno.Kv, text: string, append = false): Promise<Imported> {
  return importLines({
    ...{ kv, keyring, append, random: Math.random, forgets: forgottenDriver },
    lines: () => linesIn(text),
  });
}

async function whole(kv: Deno.Kv): Promise<boolean> {
  const log = createStoredLog(kv);
  return (await verify(log, { copies: createStreamCopies(kv, log) })).ok;
}

/** Every entry there is, but for the kinds an import brings. */
async function otherKeys(kv: Deno.Kv): Promise<Deno.KvKey[]> {
  const kinds = new Set(["log", "str", "log-head", "key"]);
  const entries = await Array.fromAsync(kv.list({ prefix: [] }));
  return entries.map(({ key }) => key).filter(([kind]) => !kinds.has(String(kind)));
}

const twoStores = (use: (from: Deno.Kv, to: Deno.Kv) => Promise<void>) =>
  withKv((from) => withKv((to) => use(from, to)));

Deno.test("export, import into an empty store and export again give the same bytes, and nothing is queued", () =>
  twoStores(async (from, to) => {
    await fill(from);
    const text = await exported(from);
    assert.equal(text.split("\n").length, 24 + 3 + 1);
    assert.deepEqual(await imported(to, text), { events: 24, keys: 3 });
    assert.equal(await exported(to), text);
    assert.ok(await whole(to));
    assert.deepEqual(await otherKeys(to), []);
    const [event] = await kvLog(to).readStream("s1");
    assert.ok(event);
    assert.equal((await vaultOn(to).openEvent(event)).data.phone, "+79160000001");
  }));

Deno.test("each line is one event in canonical order of members, personal data as ciphertext", () =>
  withKv(async (kv) => {
    await fill(kv, 2);
    const [line = ""] = (await exported(kv)).split("\n");
    const members = Object.keys(JSON.parse(line));
    assert.deepEqual(members, ["data", "hash", "meta", "position", "streamId", "type", "version"]);
    assert.ok(!/79160|Иван/.test(await exported(kv)));
    assert.equal((await exported(kv, false)).includes('"key":'), false);
  }));

Deno.test("sealed history is exported as if it had never been sealed", () =>
  withKv(async (kv) => {
    await fill(kv, 40);
    const before = await exported(kv);
    const { segments } = await sealSegments({ kv, random: Math.random }, { keep: 10, segmentSize: 5_000 });
    assert.ok(segments > 1);
    assert.equal(await exported(kv), before);
  }));

Deno.test("a store that has events is left alone unless asked to append", () =>
  twoStores(async (from, to) => {
    await fill(from);
    await fill(to, 1);
    const before = await exported(to);
    await assert.rejects(imported(to, await exported(from)), /the store holds 2 events/);
    assert.equal(await exported(to), before);
  }));

Deno.test("append continues the chain with what the store lacks, from a whole export or from a tail of one", () =>
  twoStores(async (from, to) => {
    await fill(from, 5);
    await imported(to, await exported(from));
    await fill(from, 5);
    const text = await exported(from);
    assert.deepEqual(await imported(to, text, true), { events: 10, keys: 3 });
    assert.equal(await exported(to), text);
    assert.deepEqual(await imported(to, text, true), { events: 0, keys: 3 }, "again is no change");
    await fill(from, 2);
    const tail = (await exported(from)).split("\n").slice(20).join("\n");
    assert.deepEqual(await imported(to, tail, true), { events: 4, keys: 3 });
    assert.equal(await exported(to), await exported(from));
    assert.ok(await whole(to));
  }));

Deno.test("another history, a gap and an older export are refused, naming the position", () =>
  twoStores(async (from, to) => {
    await fill(from, 5);
    await kvLog(to).append(write("s0", 0, noted("elsewhere")));
    const text = await exported(from);
    await assert.rejects(imported(to, text, true), { position: 1, message: /another history/ });
    const tail = text.split("\n").slice(4).join("\n");
    await assert.rejects(imported(to, tail, true), { position: 5, message: /begins at position 5/ });
    await withKv(async (empty) => {
      await imported(empty, text);
      const older = text.split("\n").slice(0, 6).join("\n");
      await assert.rejects(
        imported(empty, older, true),
        /it ends at position 6, the store is at position 10/,
      );
    });
    assert.equal((await kvLog(to).head()).position, 1);
  }));

Deno.test("any changed byte of any line is refused at its position, and the store stays empty", () =>
  twoStores(async (from, to) => {
    await fill(from, 4);
    const bytes = new TextEncoder().encode(await exported(from));
    const starts = [0, ...[...bytes.keys()].filter((index) => bytes[index] === 10).map((index) => index + 1)];
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (index, mask) => {
        // The end of the last line may be any white space: that changes nothing of what it says.
        fc.pre(index < bytes.length - 1);
        const altered = bytes.slice();
        altered[index] = (altered[index] ?? 0) ^ mask;
        const line = starts.filter((start) => start <= index).length;
        const lines = () => linesOf(new Blob([altered]).stream());
        const options = { kv: to, keyring, append: false, random: Math.random, forgets: forgottenDriver };
        await assert.rejects(importLines({ ...options, lines }), (error: Error) => {
          if (error instanceof TypeError) return true; // not UTF-8 any more
          const { position } = error as { position?: number };
          if (line <= 8) {
            assert.ok(position === line || position === line + 1, `${error.message}, line ${line}`);
          }
          return true;
        });
        assert.deepEqual(await Array.fromAsync(to.list({ prefix: [] })), []);
      }),
      { numRuns: 300 },
    );
  }));

Deno.test("a line that is cut off, swapped, left out or given twice is refused at its position", () =>
  twoStores(async (from, to) => {
    await fill(from, 4);
    const text = await exported(from, false);
    const lines = text.trimEnd().split("\n");
    const without = (n: number) => lines.filter((_line, index) => index !== n).join("\n");
    await assert.rejects(imported(to, without(3)), { position: 4 });
    await assert.rejects(imported(to, lines.toSpliced(3, 0, lines[3] ?? "").join("\n")), { position: 5 });
    await assert.rejects(imported(to, lines.toSpliced(2, 2, lines[3] ?? "", lines[2] ?? "").join("\n")), {
      position: 3,
    });
    await assert.rejects(imported(to, text.slice(0, -40)), { position: 8 });
    assert.equal((await kvLog(to).head()).position, 0);
  }));

Deno.test("keys that the ring cannot open are refused before anything is written", () =>
  twoStores(async (from, to) => {
    await fill(from, 2);
    const other = createKeyring([new Uint8Array(32).fill(8)]);
    const text = await exported(from);
    const options = { kv: to, append: false, random: Math.random, forgets: forgottenDriver };
    const importing = importLines({ ...options, keyring: other, lines: () => linesIn(text) });
    await assert.rejects(importing, /ENCRYPTION_KEYS do not open the key of 0/);
    assert.deepEqual(await Array.fromAsync(to.list({ prefix: [] })), []);
  }));

Deno.test("an import that breaks off at any write goes on when it is run again", async () => {
  await withKv(async (from) => {
    await fill(from, 500);
    const text = await exported(from);
    for (const when of ["before", "after"] as const) {
      for (let crashing = 1;; crashing++) {
        let commits = 0;
        await withKv(async (to) => {
          const faulty = faultyKv(to, (commit) => {
            commits = commit;
            if (commit !== crashing) return;
            if (when === "after") return "after";
            throw new Error("power cut");
          });
          const crashed = await imported(faulty, text).then(() => false, () => true);
          assert.equal(crashed, commits === crashing);
          if (crashed) await imported(to, text);
          assert.equal(await exported(to) === text, true, `crash ${when} write ${crashing}`);
          assert.ok(await whole(to));
        });
        if (commits < crashing) break;
      }
    }
  });
});

/** The lines, and what somebody else does when the last of them is read for the n-th time. */
function overtakenAt(
  reading: number,
  text: string,
  act: () => Promise<unknown>,
): () => AsyncIterable<string> {
  let readings = 0;
  return async function* () {
    readings++;
    yield* linesIn(text);
    if (readings === reading) await act();
  };
}

for (const [moment, reading] of [["checked", 1], ["written", 2]] as const) {
  Deno.test(`an import during which somebody else appends while it is ${moment} is refused and imports nothing`, () =>
    twoStores(async (from, to) => {
      await fill(from, 3);
      const text = await exported(from);
      const lines = overtakenAt(reading, text, () => kvLog(to).append(write("mine", 0, noted("first"))));
      const options = { kv: to, keyring, append: false, random: Math.random, forgets: forgottenDriver };
      await assert.rejects(importLines({ ...options, lines }), {
        name: "ImportRefused",
        message: /somebody else writes to the store; it stopped before position 1/,
      });
      assert.deepEqual((await everything(kvLog(to))).map(({ data }) => data.text), ["first"]);
      assert.ok(await whole(to));
      assert.deepEqual(await otherKeys(to), []);
      assert.deepEqual(await Array.fromAsync(readKeys(to)), [], "nor anybody's key");
      await assert.rejects(imported(to, text), /the store holds 1 events/, "it counts as nobody's import");
    }));
}

Deno.test("a key under which somebody wrote before the import was refused stays", () =>
  twoStores(async (from, to) => {
    await fill(from, 3);
    const lines = overtakenAt(2, await exported(from), async () => {
      await kvLog(to, vaultOn(to)).append({
        streams: [{ streamId: "mine", expectedVersion: 0, events: [responded(1)] }],
        meta: named,
      });
    });
    const options = { kv: to, keyring, append: false, random: Math.random, forgets: forgottenDriver };
    await assert.rejects(importLines({ ...options, lines }), { name: "ImportRefused" });
    const [event] = await everything(kvLog(to));
    assert.equal(await vaultOn(to).open(String(event?.data.phone)), "+79160000001");
    assert.deepEqual((await Array.fromAsync(readKeys(to))).map(({ subject }) => subject), ["1"]);
  }));

Deno.test("who signs in while an import is being refused can read later what they wrote after it", () =>
  twoStores(async (from, to) => {
    await fill(from, 3);
    const vault = vaultOn(to);
    const lines = overtakenAt(2, await exported(from), async () => {
      // Their key is known to the product, and their first event still on its way.
      await vault.seal("1", "Иван");
      await kvLog(to).append(write("mine", 0, noted("first")));
    });
    const options = { kv: to, keyring, append: true, random: Math.random, forgets: forgottenDriver };
    await assert.rejects(importLines({ ...options, lines }), { name: "ImportRefused" });
    await kvLog(to, vault).append({
      streams: [{ streamId: "theirs", expectedVersion: 0, events: [responded(1)] }],
      meta: named,
    });
    const [event] = await kvLog(to).readStream("theirs");
    assert.equal(await vaultOn(to).open(String(event?.data.phone)), "+79160000001", "after a restart");
  }));

Deno.test("an import that is overtaken halfway leaves the keys of what it brought, and of nobody else", () =>
  twoStores(async (from, to) => {
    await fill(from, 200);
    const log = kvLog(from, vaultOn(from));
    await log.append({ streams: [{ streamId: "last", expectedVersion: 0, events: [responded(5)] }], meta });
    const lines = overtakenAt(
      2,
      await exported(from),
      () => kvLog(to).append(write("mine", 0, noted("first"))),
    );
    const options = { kv: to, keyring, append: false, random: Math.random, forgets: forgottenDriver };
    await assert.rejects(importLines({ ...options, lines }), { name: "ImportRefused" });
    const { position } = await kvLog(to).head();
    assert.ok(position > 1 && position < 400, `${position}`);
    assert.deepEqual((await Array.fromAsync(readKeys(to))).map(({ subject }) => subject), ["0", "1", "2"]);
    const [event] = await kvLog(to).readStream("s1");
    assert.equal(await vaultOn(to).open(String(event?.data.phone)), "+79160000001");
  }));

/** The store, and what somebody else does when the import first asks for a key after its last event is in. */
function meddled(kv: Deno.Kv, last: number, act: () => Promise<unknown>): Deno.Kv {
  let acted = false;
  return new Proxy(kv, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      if (name !== "get") return member.bind(target);
      return async (key: Deno.KvKey) => {
        if (key[0] === "key" && !acted && (await createStoredLog(target).head()).position === last) {
          acted = true;
          await act();
        }
        return await target.get(key);
      };
    },
  });
}

Deno.test("who is forgotten just after the last imported event stays forgotten", () =>
  twoStores(async (from, to) => {
    await fill(from, 3);
    await imported(to, await exported(from));
    await kvLog(from).append(write("more", 0, noted("more")));
    const text = await exported(from);
    const kv = meddled(to, 7, async () => {
      await kvLog(to).append(write("driver-1", 0, forgotten(1)));
      await vaultOn(to).forget("1");
    });
    await assert.rejects(imported(kv, text, true), /all events are in it, but not all keys/);
    assert.deepEqual((await Array.fromAsync(readKeys(to))).map(({ subject }) => subject), ["0", "2"]);
    assert.deepEqual(await otherKeys(to), [["keys-changed"]]);
  }));

Deno.test("nobody is forgotten by an append that is refused", () =>
  twoStores(async (from, to) => {
    await fill(from, 3);
    await imported(to, await exported(from));
    await kvLog(from).append(write("driver-1", 0, forgotten(1)));
    await vaultOn(from).forget("1");
    const lines = overtakenAt(2, await exported(from), () =>
      kvLog(to).append(write("mine", 0, noted("first"))));
    const options = { kv: to, keyring, append: true, random: Math.random, forgets: forgottenDriver };
    await assert.rejects(importLines({ ...options, lines }), { name: "ImportRefused" });
    const [event] = await kvLog(to).readStream("s1");
    assert.equal(await vaultOn(to).open(String(event?.data.phone)), "+79160000001");
  }));

Deno.test("an export of a log whose end was lost says so instead of ending early", () =>
  withKv(async (kv) => {
    await fill(kv, 5);
    await kv.delete(["log", 9]);
    await assert.rejects(exported(kv), { name: "LogDamage", position: 9 });
  }));

Deno.test("somebody forgotten at the source is forgotten where the rest is appended", () =>
  twoStores(async (from, to) => {
    await fill(from, 3);
    await imported(to, await exported(from));
    const [event] = await kvLog(to).readStream("s1");
    assert.equal(await vaultOn(to).open(String(event?.data.phone)), "+79160000001");
    await kvLog(from).append(write("driver-1", 0, forgotten(1)));
    await vaultOn(from).forget("1");
    const text = await exported(from);
    await imported(to, text, true);
    assert.equal(await exported(to), text);
    assert.equal(await vaultOn(to).open(String(event?.data.phone)), null);
    assert.ok(await whole(to));
  }));
