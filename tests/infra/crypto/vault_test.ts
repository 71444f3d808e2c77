import assert from "node:assert/strict";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { createKeyring } from "../../../infra/crypto/keyring.ts";
import { createSecretStore } from "../../../infra/crypto/secrets.ts";
import { createVault } from "../../../infra/crypto/vault.ts";
import { verify } from "../../../infra/eventlog/integrity/verify.ts";
import { everything, kvLog, meta, unexpected, withFile, withKv } from "../eventlog/kit.ts";

const keyA = new Uint8Array(32).fill(1);
const keyB = new Uint8Array(32).fill(2);
const personalFields = new Map([["Responded", ["phone", "comment"]]]);

const time = { now: 0 };

const vaultOn = (kv: Deno.Kv, ...keys: Uint8Array[]) =>
  createVault({
    kv,
    clock: () => time.now,
    keyring: createKeyring(keys.length > 0 ? keys : [keyA]),
    personalFields,
    random: Math.random,
    alarm: unexpected,
  });

const responded = {
  type: "Responded",
  data: { driverId: 7, phone: "+79161234567", comment: null, cargoId: "c-1" },
};
const byIvan = { ...meta, actor: { kind: "driver" as const, id: "7", name: "Иван Петров" } };

Deno.test("personal fields and the actor's name are sealed in the log and open with the vault alone", () =>
  withKv(async (kv) => {
    const vault = vaultOn(kv);
    const log = kvLog(kv, vault);
    await log.append({ streams: [{ streamId: "r", expectedVersion: 0, events: [responded] }], meta: byIvan });
    const [stored] = await everything(log);
    assert.ok(stored);
    assert.match(String(stored.data.phone), /^sealed:1:/);
    assert.match(String(stored.meta.actor.name), /^sealed:1:/);
    assert.deepEqual([stored.data.driverId, stored.data.comment, stored.data.cargoId], [7, null, "c-1"]);
    assert.equal(await vaultOn(kv).open(String(stored.data.phone)), "+79161234567");
    const opened = await vaultOn(kv).openEvent(stored);
    assert.deepEqual(opened.data, responded.data);
    assert.equal(opened.meta.actor.name, "Иван Петров");
    assert.equal(opened.hash, stored.hash);
  }));

Deno.test("a forgotten person's data is null, everybody else's stays, and the chain still holds", () =>
  withKv(async (kv) => {
    const vault = vaultOn(kv);
    const log = kvLog(kv, vault);
    const other = { type: "Responded", data: { ...responded.data, driverId: 8 } };
    await log.append({
      streams: [{ streamId: "r", expectedVersion: 0, events: [responded, other] }],
      meta: byIvan,
    });
    await vault.forget("7");
    const opened = await Promise.all(
      (await everything(log)).map((event: StoredEvent) => vault.openEvent(event)),
    );
    assert.deepEqual(opened.map(({ data }) => data.phone), [null, "+79161234567"]);
    assert.equal(opened[0]?.meta.actor.name, null);
    assert.equal((await verify(log)).ok, true);
  }));

Deno.test("who comes back after being forgotten gets a new key; what was forgotten stays forgotten", () =>
  withKv(async (kv) => {
    const vault = vaultOn(kv);
    const old = await vault.seal("7", "old");
    await vault.forget("7");
    const fresh = await vault.seal("7", "fresh");
    assert.deepEqual([await vault.open(old), await vault.open(fresh)], [null, "fresh"]);
  }));

Deno.test("another process notices within a second that somebody was forgotten, and seals under the new key", () =>
  withKv(async (kv) => {
    const here = vaultOn(kv), elsewhere = vaultOn(kv);
    const old = await here.seal("7", "old");
    assert.equal(await elsewhere.open(old), "old");
    await here.forget("7");
    time.now += 1_000;
    assert.equal(await elsewhere.open(old), null);
    const fresh = await elsewhere.seal("7", "fresh");
    assert.equal(await here.open(fresh), "fresh");
    assert.equal(await vaultOn(kv).open(fresh), "fresh", "it survives a restart");
  }));

Deno.test("many who seal for a new person at once get one key", () =>
  withFile((path) =>
    withKv((one) =>
      withKv(async (two) => {
        const vaults = [vaultOn(one), vaultOn(two)];
        const sealed = await Promise.all(
          Array.from({ length: 40 }, (_, n) => vaults[n % 2]?.seal("7", `${n}`) ?? ""),
        );
        const opened = await Promise.all(sealed.map((value) => vaultOn(one).open(value)));
        assert.deepEqual(opened, sealed.map((_value, n) => String(n)));
      }, path), path)
  ));

Deno.test("what is sealed for one person cannot be passed off as another's", () =>
  withKv(async (kv) => {
    const vault = vaultOn(kv);
    const sealed = await vault.seal("7", "secret");
    await vault.seal("8", "anything");
    assert.equal(
      await vault.open(sealed.replace(/^sealed:1:[^:]+/, `sealed:1:${btoa("8").replaceAll("=", "")}`)),
      null,
    );
    assert.equal(await vault.open(sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA")), null);
  }));

Deno.test("a sealed value carried into another event of the same person is not sealed twice; look-alikes are text", () =>
  withKv(async (kv) => {
    const vault = vaultOn(kv);
    const sealed = await vault.seal("7", "secret");
    assert.equal(await vault.seal("7", sealed), sealed);
    const lookAlike = "sealed:1:Nw:0123456789abcdef:AAAA";
    assert.equal(await vault.open(await vault.seal("7", lookAlike)), lookAlike);
    assert.notEqual(await vault.seal("8", sealed), sealed);
    assert.equal(await vault.open("plain"), "plain");
    assert.equal(await vault.open(null), null);
  }));

Deno.test("a name without an id and personal data without a driver are refused before anything is written", () =>
  withKv(async (kv) => {
    const log = kvLog(kv, vaultOn(kv));
    const streams = [{ streamId: "r", expectedVersion: 0, events: [responded] }];
    const nameless = { ...meta, actor: { kind: "dispatcher" as const, name: "Оля" } };
    await assert.rejects(log.append({ streams, meta: nameless }), /the actor has no id/);
    const nobody = { type: "Responded", data: { phone: "+7" } };
    await assert.rejects(
      log.append({ streams: [{ streamId: "r", expectedVersion: 0, events: [nobody] }], meta }),
      /Cannot seal Responded: it holds personal data but no driverId/,
    );
    assert.equal((await log.head()).position, 0);
  }));

Deno.test("no clear byte of a sealed field is in the files on disk", () =>
  withFile(async (path) => {
    await withKv(async (kv) => {
      const log = kvLog(kv, vaultOn(kv));
      await log.append({
        streams: [{ streamId: "r", expectedVersion: 0, events: [responded] }],
        meta: byIvan,
      });
    }, path);
    const directory = path.slice(0, path.lastIndexOf("/"));
    let bytes = "";
    for await (const { name } of Deno.readDir(directory)) {
      bytes += new TextDecoder().decode(await Deno.readFile(`${directory}/${name}`));
    }
    assert.ok(bytes.includes("Responded"), "the event itself is there");
    for (const clear of ["79161234567", "Иван", "Петров"]) assert.ok(!bytes.includes(clear), clear);
  }));

Deno.test("keys of people move under the first key of the ring when they are read", () =>
  withKv(async (kv) => {
    const sealed = await vaultOn(kv, keyA).seal("7", "secret");
    await assert.rejects(vaultOn(kv, keyB).seal("7", "more"), /no key \\"[0-9a-f]{8}\\" in the key ring/);
    assert.equal(await vaultOn(kv, keyB, keyA).open(sealed), "secret");
    assert.equal(await vaultOn(kv, keyB).open(sealed), "secret");
  }));

Deno.test("a secret is encrypted at rest and moves under the first key of the ring", () =>
  withKv(async (kv) => {
    const storeWith = (...keys: Uint8Array[]) =>
      createSecretStore({ kv, keyring: createKeyring(keys), random: Math.random });
    assert.equal(await storeWith(keyA).get("token"), null);
    await storeWith(keyA).set("token", "12345|abc");
    assert.ok(!String((await kv.get(["secret", "token"])).value).includes("12345"));
    assert.equal(await storeWith(keyB, keyA).get("token"), "12345|abc");
    assert.equal(await storeWith(keyB).get("token"), "12345|abc");
    await storeWith(keyB).delete("token");
    assert.equal(await storeWith(keyB).get("token"), null);
  }));

Deno.test("a key ring refuses no keys, short keys and altered envelopes", () => {
  assert.throws(() => createKeyring([]), /at least one key/);
  assert.throws(() => createKeyring([keyA, new Uint8Array(16)]), /key 2 must have 32 bytes/);
  const ring = createKeyring([keyA]);
  const envelope = ring.encrypt(new Uint8Array([1, 2, 3]), "here");
  assert.deepEqual(ring.decrypt(envelope, "here"), new Uint8Array([1, 2, 3]));
  assert.throws(() => ring.decrypt(envelope, "there"), /altered/);
});
