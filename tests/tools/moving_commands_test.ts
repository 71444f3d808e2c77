// Export, import and backup as a person runs them: what they say can be compared, and a slip does not pass in silence.
import assert from "node:assert/strict";
import { personalFieldsByType } from "../../domain/events.ts";
import { createKeyring } from "../../infra/crypto/keyring.ts";
import { createVault } from "../../infra/crypto/vault.ts";
import { createSignedHeads } from "../../infra/eventlog/integrity/signed_head.ts";
import { main as backupMain } from "../../tools/backup.ts";
import { main as exportMain } from "../../tools/events_export.ts";
import { main as importMain } from "../../tools/events_import.ts";
import { main as verifyMain } from "../../tools/events_verify.ts";
import { damageKey } from "../support/damage_key.ts";
import { kvLog, NOW, unexpected, withKv, write } from "../infra/eventlog/kit.ts";

const RING = new Uint8Array(32).fill(7), SECRET = new Uint8Array(32).fill(9);
const settings = { ENCRYPTION_KEYS: RING.toBase64(), SECRET_KEY: SECRET.toBase64() };
const answered = (driverId: number) => ({
  type: "Answered",
  data: { driverId, phone: `+791600000${driverId}` },
});

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Four drivers who answered; the last one was forgotten since. */
async function fill(path: string): Promise<void> {
  await withKv(async (kv) => {
    const vault = createVault({
      ...{ kv, keyring: createKeyring([RING]), clock: () => NOW, random: Math.random, alarm: unexpected },
      personalFields: new Map([["Answered", ["phone"]]]),
    });
    const log = kvLog(kv, vault);
    for (const driver of [11, 12, 13, 14]) await log.append(write(`d${driver}`, "any", answered(driver)));
    await vault.forget("14");
    await log.append(write("d14", "any", { type: "DriverForgotten", data: { driverId: 14 } }));
  }, path);
}

async function exported(KV_PATH: string, file: string, ...flags: string[]): Promise<string> {
  const said: string[] = [];
  await exportMain([file, ...flags], { KV_PATH }, (line) => said.push(line));
  return said.join("\n");
}

async function imported(KV_PATH: string, file: string, ...flags: string[]) {
  const said: string[] = [], warned: string[] = [];
  const say = (line: string) => void said.push(line), warn = (line: string) => void warned.push(line);
  await importMain([file, ...flags], { ...settings, KV_PATH }, say, warn);
  return { said: said.join("\n"), warned: warned.join("\n") };
}

Deno.test("export and import tell the same events, keys, last position and head; nothing is warned of", () =>
  inFolder(async (folder) => {
    const [store, file] = [`${folder}/store.kv`, `${folder}/log.ndjson`];
    await fill(store);
    const moved = /^5 events and 3 keys; last position 5, head [0-9a-f]{12}(?=, )/;
    const [told] = moved.exec(await exported(store, file)) ?? [];
    assert.ok(told);
    const { said, warned } = await imported(`${folder}/there.kv`, file);
    assert.deepEqual([moved.exec(said)?.[0], warned], [told, ""]);
  }));

Deno.test("an import warns of people whose keys were cut off, or left out, and of nobody who was forgotten", () =>
  inFolder(async (folder) => {
    const [store, file, cut] = [`${folder}/store.kv`, `${folder}/log.ndjson`, `${folder}/cut.ndjson`];
    await fill(store);
    await exported(store, file);
    const lines = (await Deno.readTextFile(file)).split("\n");
    for (const [kept, people] of [[7, 1], [5, 3], [2, 2]] as const) {
      await Deno.writeTextFile(cut, lines.slice(0, kept).join("\n") + "\n");
      const { warned } = await imported(`${folder}/first-${kept}.kv`, cut);
      assert.match(warned, new RegExp(`^WARNING: what is known about ${people} people cannot be read`));
    }
    await exported(store, cut, "--without-keys");
    assert.match((await imported(`${folder}/bare.kv`, cut)).warned, /^WARNING: .* 3 people/);
    const again = await imported(`${folder}/bare.kv`, file, "--append");
    assert.deepEqual([again.said.slice(0, 19), again.warned], ["0 events and 3 keys", ""]);
  }));

/** Export and verify with the settings of the product, or others. */
async function told(
  KV_PATH: string,
  file: string,
  given: Record<string, string> = settings,
  ...flags: string[]
) {
  const said: string[] = [], warned: string[] = [], verified: string[] = [];
  const say = (line: string) => void said.push(line), warn = (line: string) => void warned.push(line);
  const exportCode = await exportMain([file, ...flags], { ...given, KV_PATH }, say, warn);
  const verifyCode = await verifyMain([], { ...given, KV_PATH }, (line) => verified.push(line));
  return {
    said: said.join("\n"),
    warned: warned.join("\n"),
    verified: verified.join("\n"),
    codes: [exportCode, verifyCode],
  };
}

Deno.test("export and verify name whose keys are damaged; the file is good without them, and heals a backup", () =>
  inFolder(async (folder) => {
    const [store, file, copy] = [`${folder}/store.kv`, `${folder}/log.ndjson`, `${folder}/copy.kv`];
    await fill(store);
    assert.deepEqual((await told(store, file)).codes, [0, 0]);
    await backupMain([copy], { ...settings, KV_PATH: store }, () => {});
    await withKv(async (kv) => {
      await kvLog(kv).append(write("later", 0, { type: "Answered", data: { driverId: 11, phone: null } }));
      await damageKey(kv, "11");
      await damageKey(kv, "13", 0);
    }, store);

    const { said, warned, verified, codes } = await told(store, file);
    assert.match(said, /^6 events and 1 keys;/);
    assert.match(warned, /^WARNING: the personal keys of 11, 13 cannot be opened;/);
    assert.match(verified, /^ok: 6 events.*\nthe personal keys of 11, 13 cannot be opened/);
    assert.deepEqual(codes, [1, 1]);
    assert.match((await imported(`${folder}/there.kv`, file)).warned, /^WARNING: .* 2 people/);
    assert.deepEqual(await imported(copy, file, "--append"), {
      said: said.replace("6 events", "1 events").replace("written to", "imported from"),
      warned: "",
    });
    assert.deepEqual((await told(copy, file)).codes, [0, 0]);
  }));

Deno.test("an import puts a good key in the place of one that is no key any more", () =>
  inFolder(async (folder) => {
    const [store, file] = [`${folder}/store.kv`, `${folder}/log.ndjson`];
    await fill(store);
    await exported(store, file);
    await withKv((kv) => damageKey(kv, "12", 0), store);
    assert.equal((await imported(store, file, "--append")).warned, "");
    assert.deepEqual((await told(store, file)).codes, [0, 0]);
  }));

Deno.test("keys that nobody could try are not called whole, but what is no key is found all the same", () =>
  inFolder(async (folder) => {
    const [store, file] = [`${folder}/store.kv`, `${folder}/log.ndjson`];
    await fill(store);
    const untried = await told(store, file, {});
    assert.match(untried.said, /\nno key was tried: there are no ENCRYPTION_KEYS/);
    assert.match(untried.verified, /\nno personal key was tried: there are no ENCRYPTION_KEYS/);
    assert.deepEqual(untried.codes, [0, 0]);
    assert.equal(/tried/.test((await told(store, file, {}, "--without-keys")).said), false);
    await withKv((kv) => damageKey(kv, "12", 0), store);
    const damaged = await told(store, file, {});
    assert.match(damaged.warned, /keys of 12 cannot be opened/);
    assert.deepEqual(damaged.codes, [1, 1]);
  }));

Deno.test("an export with the keys of another store writes no file", () =>
  inFolder(async (folder) => {
    const [store, file] = [`${folder}/store.kv`, `${folder}/log.ndjson`];
    await fill(store);
    const foreign = { ENCRYPTION_KEYS: SECRET.toBase64() };
    const foreignRing = `${folder}/ring`;
    await Deno.writeTextFile(foreignRing, foreign.ENCRYPTION_KEYS);
    for (const flags of [[], [`--decrypt=${foreignRing}`]]) {
      await assert.rejects(told(store, file, foreign, ...flags), /given open no key in the store/);
    }
    await assert.rejects(Deno.stat(file), Deno.errors.NotFound);
  }));

Deno.test("an export in clear names whose data could not be opened", () =>
  inFolder(async (folder) => {
    const [store, file, ring] = [`${folder}/store.kv`, `${folder}/log.ndjson`, `${folder}/ring`];
    await fill(store);
    await Deno.writeTextFile(ring, settings.ENCRYPTION_KEYS);
    await withKv(async (kv) => {
      const vault = createVault({
        ...{ kv, keyring: createKeyring([RING]), clock: () => NOW, random: Math.random, alarm: unexpected },
        personalFields: personalFieldsByType,
      });
      const renamed = (driverId: number) => ({
        type: "DriverRenamed",
        data: { driverId, firstName: `Имя ${driverId}`, username: null },
      });
      const log = kvLog(kv, vault);
      for (const driver of [11, 12]) await log.append(write(`d${driver}`, "any", renamed(driver)));
      await damageKey(kv, "12");
    }, store);
    const { warned, codes } = await told(store, file, settings, `--decrypt=${ring}`);
    assert.match(warned, /^WARNING: the personal keys of 12 cannot be opened/);
    assert.equal(codes[0], 1);
    const text = await Deno.readTextFile(file);
    assert.deepEqual([/Имя 11/.test(text), /Имя 12/.test(text)], [true, false]);
  }));

Deno.test("a file that is not there is said to be missing, and no store is made", () =>
  inFolder(async (folder) => {
    const store = `${folder}/new.kv`;
    await assert.rejects(imported(store, `${folder}/lgo.ndjson`), /There is no file .*lgo\.ndjson to import/);
    await assert.rejects(Deno.stat(store), Deno.errors.NotFound);
  }));

Deno.test("a backup is proved with SECRET_KEY too: its signed head is looked at", () =>
  inFolder(async (folder) => {
    const KV_PATH = `${folder}/store.kv`;
    await fill(KV_PATH);
    await withKv(async (kv) => {
      await createSignedHeads({ kv, keys: [RING], clock: () => NOW, random: Math.random }).sign();
    }, KV_PATH);
    const said: string[] = [];
    const code = await backupMain([`${folder}/copy.kv`], { ...settings, KV_PATH }, (line) => said.push(line));
    assert.equal(code, 1);
    assert.match(said.join("\n"), /signed head of position 5 was altered, or not signed with a SECRET_KEY/);
  }));

Deno.test("a store that cannot be opened is named, with what to do when it is a copy put in place", () =>
  inFolder(async (folder) => {
    const KV_PATH = `${folder}/store.kv`;
    await Deno.writeTextFile(KV_PATH, "no database at all. ".repeat(100));
    const why = new RegExp(`Cannot open the store at ${KV_PATH}: .*remove ${KV_PATH}-wal and ${KV_PATH}-shm`);
    await assert.rejects(exported(KV_PATH, `${folder}/log.ndjson`), why);
  }));
