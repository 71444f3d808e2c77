// Whatever byte of the stored history is changed, verify finds it and names the position; repair rebuilds copies.
import fc from "fast-check";
import assert from "node:assert/strict";
import { createIntegrity } from "../../../../infra/eventlog/integrity/integrity.ts";
import { prove } from "../../../../infra/eventlog/integrity/prove.ts";
import { repair } from "../../../../infra/eventlog/integrity/repair.ts";
import { createSignedHeads } from "../../../../infra/eventlog/integrity/signed_head.ts";
import { createStreamCopies } from "../../../../infra/eventlog/integrity/stream_copies.ts";
import { verify } from "../../../../infra/eventlog/integrity/verify.ts";
import { eventKey, HEAD, logKey, SIGNED_HEAD } from "../../../../infra/eventlog/keys.ts";
import { createStoredLog } from "../../../../infra/eventlog/read/stored_log.ts";
import { createWholeLog } from "../../../../infra/eventlog/read/whole_log.ts";
import { decodeHead } from "../../../../infra/eventlog/record.ts";
import { sealSegments } from "../../../../infra/eventlog/segments/seal_segments.ts";
import { kvLog, noted, NOW, withKv, write } from "../kit.ts";

/** Six commits of two events: positions 1 to 12 on streams a, b and c. */
async function fill(kv: Deno.Kv): Promise<void> {
  const log = kvLog(kv);
  for (let n = 0; n < 6; n++) {
    await log.append(write("abc"[n % 3] ?? "", "any", noted(`ж ${n}`), noted(`"${n}"`)));
  }
}

/** The quick proof must say the same as the check that names the fault. */
async function verified(kv: Deno.Kv) {
  const log = createWholeLog(kv);
  const copies = createStreamCopies(kv, createStoredLog(kv));
  const answer = await verify(log, { copies });
  const head = await prove(log, { copies, vouched: null, moved: () => {} });
  assert.equal(head !== null, answer.ok, answer.problem);
  return answer;
}

async function flip(kv: Deno.Kv, key: Deno.KvKey, index: number, mask: number): Promise<void> {
  const { value } = await kv.get<Uint8Array>(key);
  assert.ok(value);
  const altered = value.slice();
  const at = index % altered.length;
  altered[at] = (altered[at] ?? 0) ^ mask;
  await kv.set(key, altered);
}

const anyFlip = [fc.nat(1_000), fc.integer({ min: 1, max: 255 })] as const;

Deno.test("a changed byte of a commit record is found, at its first position or within", () =>
  withKv(async (kv) => {
    await fill(kv);
    const { value } = await kv.get<Uint8Array>(logKey(5));
    await fc.assert(
      fc.asyncProperty(...anyFlip, async (index, mask) => {
        await flip(kv, logKey(5), index, mask);
        const { ok, firstBad } = await verified(kv);
        assert.ok(!ok && (firstBad === 5 || firstBad === 6), `${firstBad}`);
        await kv.set(logKey(5), value);
      }),
      { numRuns: 300 },
    );
    assert.equal((await verified(kv)).ok, true);
  }));

Deno.test("a changed byte of a copy under its stream is found at the event's position, and repaired from the log", () =>
  withKv(async (kv) => {
    await fill(kv);
    const { value } = await kv.get<Uint8Array>(eventKey("b", 3));
    await fc.assert(
      fc.asyncProperty(...anyFlip, async (index, mask) => {
        await flip(kv, eventKey("b", 3), index, mask);
        const { ok, firstBad, problem } = await verified(kv);
        assert.deepEqual([ok, firstBad, problem], [false, 9, "its copy b@3 was altered"]);
        assert.deepEqual(await repair(kv, Math.random), {
          rewritten: 1,
          removed: 0,
          headRestored: false,
          intruders: 0,
        });
        assert.deepEqual((await kv.get(eventKey("b", 3))).value, value);
      }),
      { numRuns: 100 },
    );
    assert.equal((await verified(kv)).ok, true);
  }));

Deno.test("a lost copy, an invented one and one past the end are found and repaired", () =>
  withKv(async (kv) => {
    await fill(kv);
    const copy = await kv.get<Uint8Array>(eventKey("a", 2));
    await kv.delete(eventKey("a", 2));
    assert.deepEqual((await verified(kv)).problem, "its copy a@2 is missing");
    assert.equal((await verified(kv)).firstBad, 2);
    await kv.set(eventKey("a", 2), copy.value);
    const invented = [["a", 5], ["z", 1], ["a", 0]] as const;
    for (const [stream, version] of invented) {
      await kv.set(eventKey(stream, version), copy.value);
      const { firstBad, problem } = await verified(kv);
      assert.deepEqual([firstBad, problem], [13, `the copy ${stream}@${version} has no event in the log`]);
      await kv.delete(eventKey(stream, version));
    }
    for (const [stream, version] of invented) await kv.set(eventKey(stream, version), copy.value);
    await kv.delete(eventKey("c", 1));
    assert.deepEqual(await repair(kv, Math.random), {
      rewritten: 1,
      removed: 3,
      headRestored: false,
      intruders: 0,
    });
    assert.equal((await verified(kv)).ok, true);
  }));

Deno.test("a lost record, a record in another's place and a head that was moved are named", () =>
  withKv(async (kv) => {
    await fill(kv);
    const record = await kv.get<Uint8Array>(logKey(5));
    await kv.delete(logKey(5));
    assert.deepEqual((await verified(kv)).firstBad, 5);
    await kv.set(logKey(5), (await kv.get<Uint8Array>(logKey(3))).value);
    assert.deepEqual((await verified(kv)).firstBad, 5);
    await kv.set(logKey(5), record.value);
    const head = await kv.get<Uint8Array>(HEAD);
    const text = new TextDecoder().decode(head.value ?? undefined);
    await kv.set(HEAD, new TextEncoder().encode(text.replace("[1,12,", "[1,15,")));
    assert.deepEqual((await verified(kv)).firstBad, 13);
    await kv.set(HEAD, new TextEncoder().encode(text.replace("[1,12,", "[1,10,")));
    assert.deepEqual((await verified(kv)).firstBad, 10);
  }));

Deno.test("a log whose head is gone is not an empty one: nobody writes over its events, and it can be repaired", () =>
  withKv(async (kv) => {
    await fill(kv);
    const head = await kv.get<Uint8Array>(HEAD);
    const log = createStoredLog(kv);
    const damaged = async (what: string) => {
      const { ok, firstBad, problem } = await verified(kv);
      assert.deepEqual([ok, firstBad, problem], [false, 1, what]);
      const error = { name: "LogDamage", position: 1 };
      await assert.rejects(kvLog(kv).append(write("d", 0, noted("lost"))), error);
      await assert.rejects(log.head(), error);
      await assert.rejects(sealSegments({ kv, random: Math.random }), error);
      assert.equal((await kv.get(eventKey("d", 1))).value, null);
      assert.equal((await repair(kv, Math.random)).headRestored, true);
      const { position, hash } = await log.head();
      assert.deepEqual([position, hash], [12, decodeHead(head.value!).hash]);
      assert.equal((await verified(kv)).ok, true);
    };
    await kv.delete(HEAD);
    await damaged("its head is gone");
    await kv.set(HEAD, new TextEncoder().encode("[1,12,"));
    await damaged("its head cannot be read");
    await sealSegments({ kv, random: Math.random }, { keep: 1, segmentSize: 300 });
    await kv.delete(HEAD);
    await damaged("its head is gone");
    await kv.delete(HEAD);
    await kv.delete(logKey(12));
    await assert.rejects(kvLog(kv).append(write("d", 0, noted("lost"))), { name: "LogDamage", position: 1 });
  }));

Deno.test("the earliest fault is named, whichever kind it is", () =>
  withKv(async (kv) => {
    await fill(kv);
    await kv.delete(eventKey("b", 1));
    await kv.delete(logKey(7));
    assert.equal((await verified(kv)).firstBad, 3);
    await kv.delete(logKey(1));
    assert.equal((await verified(kv)).firstBad, 1);
  }));

Deno.test("repair refuses a log that is broken itself and changes nothing", () =>
  withKv(async (kv) => {
    await fill(kv);
    await kv.delete(logKey(7));
    await kv.delete(eventKey("a", 1));
    await assert.rejects(repair(kv, Math.random), { name: "LogDamage", position: 7 });
    assert.equal((await kv.get(eventKey("a", 1))).value, null);
  }));

Deno.test("events that are appended while it reads disturb neither verify nor repair", () =>
  withKv(async (kv) => {
    await fill(kv);
    const log = kvLog(kv);
    let busy = true;
    const writing = (async () => {
      for (let n = 0; busy; n++) await log.append(write("abcd"[n % 4] ?? "", "any", noted(`${n}`)));
    })();
    for (let round = 0; round < 20; round++) assert.equal((await verified(kv)).problem, undefined);
    assert.deepEqual(await repair(kv, Math.random), {
      rewritten: 0,
      removed: 0,
      headRestored: false,
      intruders: 0,
    });
    busy = false;
    await writing;
  }));

const secret = new Uint8Array(32).fill(1);
const headsOn = (kv: Deno.Kv, ...keys: Uint8Array[]) =>
  createSignedHeads({ kv, keys: keys.length > 0 ? keys : [secret], clock: () => NOW, random: Math.random });

Deno.test("a signed head vouches for the history before it: one written anew, in good order, is found", () =>
  withKv(async (kv) => {
    await fill(kv);
    const signedHeads = headsOn(kv);
    const integrity = createIntegrity({ clock: () => NOW, kv, signedHeads });
    assert.equal((await integrity.verify()).signedHead, null);
    const signed = await signedHeads.sign();
    const rotated = createIntegrity({
      clock: () => NOW,
      kv,
      signedHeads: headsOn(kv, new Uint8Array(32).fill(2), secret),
    });
    for (const { verify } of [integrity, rotated]) {
      const answer = await verify();
      assert.deepEqual([answer.ok, answer.signedHead], [true, signed]);
    }
    await withKv(async (other) => {
      await fill(other);
      await kvLog(other).append(write("a", "any", noted("more")));
      await other.set(SIGNED_HEAD, (await kv.get<Uint8Array>(SIGNED_HEAD)).value);
      const same = createIntegrity({ clock: () => NOW, kv: other, signedHeads: headsOn(other) });
      assert.equal((await same.verify()).ok, true);
    });
    await withKv(async (forged) => {
      for (let n = 0; n < 12; n++) await kvLog(forged).append(write("a", "any", noted(`${n}`)));
      await forged.set(SIGNED_HEAD, (await kv.get<Uint8Array>(SIGNED_HEAD)).value);
      const answer = await createIntegrity({ clock: () => NOW, kv: forged, signedHeads: headsOn(forged) })
        .verify();
      assert.deepEqual([answer.ok, answer.firstBad], [false, 12]);
    });
  }));

Deno.test("a log that lost its head and its end is not repaired shorter than it was signed, whatever the key", () =>
  withKv(async (kv) => {
    await fill(kv);
    await headsOn(kv, new Uint8Array(32).fill(9)).sign();
    const record = await kv.get<Uint8Array>(logKey(11));
    await kv.delete(HEAD);
    await kv.delete(logKey(11));
    const message = /at position 11: .*signed up to position 12, there up to 10/;
    await assert.rejects(repair(kv, Math.random), { name: "LogDamage", position: 11, message });
    assert.equal((await kv.get(HEAD)).value, null);
    await kv.set(logKey(11), record.value);
    assert.equal((await repair(kv, Math.random)).headRestored, true);
    assert.equal((await createStoredLog(kv).head()).position, 12);
  }));

Deno.test("a head signed with another key, or for more than there is, is no proof", () =>
  withKv(async (kv) => {
    await fill(kv);
    await headsOn(kv, new Uint8Array(32).fill(9)).sign();
    const integrity = createIntegrity({ clock: () => NOW, kv, signedHeads: headsOn(kv) });
    assert.match((await integrity.verify()).problem ?? "", /not signed with a SECRET_KEY/);
    await headsOn(kv).sign();
    await kvLog(kv).append(write("a", "any", noted("more")));
    const signed = await headsOn(kv).sign();
    assert.equal(signed.position, 13);
    await withKv(async (shorter) => {
      await fill(shorter);
      await shorter.set(SIGNED_HEAD, (await kv.get<Uint8Array>(SIGNED_HEAD)).value);
      const answer = await createIntegrity({ clock: () => NOW, kv: shorter, signedHeads: headsOn(shorter) })
        .verify();
      assert.deepEqual([answer.ok, answer.firstBad], [false, 13]);
    });
  }));

Deno.test("many who ask at once share one check", () =>
  withKv(async (kv) => {
    await fill(kv);
    const integrity = createIntegrity({ clock: () => NOW, kv, signedHeads: headsOn(kv) });
    const [one, two] = await Promise.all([integrity.verify(), integrity.verify()]);
    assert.equal(one, two);
  }));
