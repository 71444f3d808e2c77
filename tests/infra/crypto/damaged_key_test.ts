// A personal key that cannot be opened any more: nobody else suffers, nothing takes its place, and it is told of once.
import assert from "node:assert/strict";
import { createKeyring } from "../../../infra/crypto/keyring.ts";
import { createVault, type SealingVault } from "../../../infra/crypto/vault.ts";
import { everything, kvLog, meta, withKv } from "../eventlog/kit.ts";
import { damageKey } from "../../support/damage_key.ts";

const RING = [new Uint8Array(32).fill(1)];

interface Damaged {
  readonly kv: Deno.Kv;
  readonly vault: SealingVault;
  /** Of driver 7, whose key is damaged, and of driver 8. */
  readonly sealed: { readonly damaged: string; readonly whole: string };
  readonly alarms: { readonly subject: string; readonly why: string }[];
  /** The vault of a process that has just started. */
  restarted(): SealingVault;
}

/** Two drivers, and a process that starts after the key of one was damaged. */
const withDamaged = (use: (world: Damaged) => Promise<void>, ring = RING, at?: number) =>
  withKv(async (kv) => {
    const alarms: Damaged["alarms"] = [];
    const vaultOf = (keys: Uint8Array[]) =>
      createVault({
        kv,
        clock: () => 0,
        keyring: createKeyring(keys),
        personalFields: new Map([["Responded", ["phone"]]]),
        random: Math.random,
        alarm: (_message, fields) => alarms.push(fields),
      });
    const before = vaultOf(RING);
    const sealed = { damaged: await before.seal("7", "Иван"), whole: await before.seal("8", "Пётр") };
    if (ring === RING) await damageKey(kv, "7", at);
    const restarted = () => vaultOf(ring);
    await use({ kv, sealed, alarms, vault: restarted(), restarted });
  });

Deno.test("what is sealed under a damaged key reads as a forgotten driver's, wherever the damage is", async () => {
  for (const at of [0, 5, 8, 14, 20, 30, 40, 48, 60, 90, 130]) {
    await withDamaged(
      async ({ vault, sealed }) => {
        assert.equal(await vault.open(sealed.damaged), null, `byte ${at}`);
        assert.equal(await vault.open(sealed.whole), "Пётр");
      },
      RING,
      at,
    );
  }
});

Deno.test("the alarm names whose key is damaged, and why, once for each", () =>
  withDamaged(async ({ kv, vault, sealed, alarms }) => {
    await Promise.all([vault.open(sealed.damaged), vault.open(sealed.damaged)]);
    await assert.rejects(vault.seal("7", "more"));
    assert.deepEqual(alarms.map(({ subject }) => subject), ["7"]);
    assert.match(alarms[0]?.why ?? "", /the envelope was altered/);
    await damageKey(kv, "8");
    await vault.open(sealed.whole);
    assert.deepEqual(alarms.map(({ subject }) => subject), ["7", "8"]);
  }));

Deno.test("an event of two people is shown without the one whose key is damaged", () =>
  withDamaged(async ({ kv, vault, restarted }) => {
    const responded = { type: "Responded", data: { driverId: 8, phone: "+79161234567" } };
    const byOlga = { ...meta, actor: { kind: "dispatcher" as const, id: "9", name: "Оля" } };
    const log = kvLog(kv, vault);
    await log.append({
      streams: [{ streamId: "r", expectedVersion: 0, events: [responded] }],
      meta: byOlga,
    });
    await damageKey(kv, "9");
    const [event] = await everything(log);
    assert.ok(event);
    const opened = await restarted().openEvent(event);
    assert.deepEqual(opened.data, responded.data);
    assert.deepEqual(opened.meta.actor, { ...byOlga.actor, name: null });
  }));

Deno.test("whoever writes with a damaged key is refused, and no other key takes its place", () =>
  withDamaged(async ({ kv, vault, sealed }) => {
    const entry = await kv.get<Uint8Array>(["key", "7"]);
    const refused = {
      name: "DamagedKey",
      altered: true,
      message: /^Cannot open the personal key of 7: .*was altered$/,
    };
    await assert.rejects(vault.seal("7", "new"), refused);
    const log = kvLog(kv, vault);
    const responded = { type: "Responded", data: { driverId: 7, phone: "+79161234567" } };
    await assert.rejects(
      log.append({
        streams: [{ streamId: "r", expectedVersion: 0, events: [responded] }],
        meta,
      }),
      refused,
    );
    assert.deepEqual(await kv.get(["key", "7"]), entry);
    assert.equal((await log.head()).position, 0);
    assert.equal(await vault.open(sealed.damaged), null);
  }));

Deno.test("work that acts on what it opens fails at a damaged key, and goes on once the key is put back", () =>
  withDamaged(async ({ kv, vault, sealed }) => {
    const both = () => Promise.all([vault.open(sealed.whole), vault.open(sealed.damaged)]);
    await assert.rejects(vault.acting(both), { name: "DamagedKey", subject: "7" });
    assert.deepEqual(await both(), ["Пётр", null], "to others it is as before");
    await damageKey(kv, "7"); // the same bit once more: back to what it was
    assert.deepEqual(await vault.acting(both), ["Пётр", "Иван"]);
    await vault.forget("7");
    assert.deepEqual(await vault.acting(both), ["Пётр", null], "forgotten is no damage");
  }));

Deno.test("a driver whose key is damaged can be forgotten, and comes back under a new one", () =>
  withDamaged(async ({ vault, sealed }) => {
    await vault.forget("7");
    assert.equal(await vault.open(await vault.seal("7", "new")), "new");
    assert.equal(await vault.open(sealed.damaged), null);
  }));

Deno.test("a key ring that lacks a key takes nobody's data for forgotten: the alarm says which key", () =>
  withDamaged(async ({ vault, sealed, alarms }) => {
    assert.equal(await vault.open(sealed.damaged), null);
    assert.match(alarms[0]?.why ?? "", /no key "[0-9a-f]{8}" in the key ring/);
    await assert.rejects(vault.acting(() => vault.open(sealed.damaged)), { name: "DamagedKey" });
    await assert.rejects(vault.seal("8", "new"), { name: "DamagedKey", subject: "8", altered: false });
  }, [new Uint8Array(32).fill(2)]));
