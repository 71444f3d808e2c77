// Moving house: what is exported and imported, or backed up and put in place, shows every driver the same pages.
import assert from "node:assert/strict";
import { sealSegments } from "../../../infra/eventlog/segments/seal_segments.ts";
import { main as backupMain } from "../../../tools/backup.ts";
import { main as exportMain } from "../../../tools/events_export.ts";
import { main as importMain } from "../../../tools/events_import.ts";
import { main as repairMain } from "../../../tools/events_repair.ts";
import { main as verifyMain } from "../../../tools/events_verify.ts";
import type { Environment } from "../../../tools/store_command.ts";
import {
  ADMIN,
  type ApiClient,
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  OTHER_DRIVER,
  type Product,
  startProduct,
} from "../../support/product.ts";

const quietly = (main: typeof verifyMain) => (args: string[], environment: Environment) =>
  main(args, environment, () => {});
const backup = quietly(backupMain);
const exportEvents = quietly(exportMain);
const importEvents = quietly(importMain);
const repairEvents = quietly(repairMain);
const verifyEvents = quietly(verifyMain);

const FORM = { phone: "8 912 345-67-89", name: "Иван", comment: "Готов сейчас" };

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Two drivers, three answers, one of them withdrawn. */
async function workingDay(product: Product): Promise<void> {
  const [driver, other] = [await product.signIn(DRIVER), await product.signIn(OTHER_DRIVER)];
  const { json } = await driver.get("/api/cargos?mode=all&limit=2");
  const [first, second] = json.data.map(({ id }: { id: string }) => id);
  for (const [client, cargo] of [[driver, first], [driver, second], [other, first]] as const) {
    assert.equal((await client.post(`/api/cargos/${cargo}/responses`, FORM)).status, 201);
  }
  await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length === 3);
  await driver.call("DELETE", `/api/responses/${DRIVER}-${second}`);
  const settled = ({ json }: { json: { data: { status: string }[] } }) =>
    json.data.every(({ status }) => status !== "sent");
  await eventually(() => driver.get("/api/responses"), settled);
  await eventually(() => other.get("/api/responses"), settled);
}

/** What the driver is shown. */
async function shown(product: Product, userId: number) {
  const client: ApiClient = await product.signIn(userId);
  const page = async (path: string) => {
    const { text } = await client.get(path);
    return text.match(/<main[\s\S]*<\/main>/)?.[0] ?? text;
  };
  return {
    me: (await client.get("/api/me")).json.driver,
    responses: (await client.get("/api/responses")).json,
    pages: [await page("/responses"), await page("/profile")],
  };
}

async function verified(product: Product) {
  const admin = await product.signIn(ADMIN);
  return (await admin.get("/api/admin/verify")).json;
}

Deno.test("an exported log, imported elsewhere, shows every driver the same pages and sends nothing to anybody", () =>
  inFolder(async (folder) => {
    const [here, there] = [`${folder}/here.kv`, `${folder}/there.kv`];
    const before = new Map<number, unknown>();
    let keys = "";
    {
      await using product = await startProduct({ KV_PATH: here });
      await workingDay(product);
      for (const id of [DRIVER, OTHER_DRIVER]) before.set(id, await shown(product, id));
      keys = product.settings["ENCRYPTION_KEYS"] ?? "";
    }
    const file = `${folder}/log.ndjson`, again = `${folder}/again.ndjson`;
    assert.equal(await exportEvents([file], { KV_PATH: here }), 0);
    const environment = { KV_PATH: there, ENCRYPTION_KEYS: keys };
    assert.equal(await importEvents([file], environment), 0);
    await assert.rejects(importEvents([file], environment), /the store holds \d+ events/);
    assert.equal(await importEvents([file, "--append"], environment), 0);
    assert.equal(await verifyEvents([], environment), 0);
    assert.equal(await exportEvents([again], environment), 0);
    assert.equal(await Deno.readTextFile(again), await Deno.readTextFile(file));

    await using product = await startProduct({ KV_PATH: there });
    for (const id of [DRIVER, OTHER_DRIVER]) assert.deepEqual(await shown(product, id), before.get(id));
    assert.deepEqual(await product.messages(DISPATCH_CHAT), []);
    assert.equal((await verified(product)).ok, true);
  }));

Deno.test("a sealed store serves the same history", () =>
  inFolder(async (folder) => {
    const KV_PATH = `${folder}/store.kv`;
    let before: unknown;
    {
      await using product = await startProduct({ KV_PATH });
      await workingDay(product);
      before = await shown(product, DRIVER);
    }
    const kv = await Deno.openKv(KV_PATH);
    const { segments } = await sealSegments({ kv, random: Math.random }, { keep: 2, segmentSize: 3_000 });
    kv.close();
    assert.ok(segments > 1);
    await using product = await startProduct({ KV_PATH });
    assert.deepEqual(await shown(product, DRIVER), before);
  }));

Deno.test("personal data leaves in clear only for who brings the keys, and such an export cannot be imported", () =>
  inFolder(async (folder) => {
    const KV_PATH = `${folder}/store.kv`;
    let keys = "";
    {
      await using product = await startProduct({ KV_PATH });
      await workingDay(product);
      keys = product.settings["ENCRYPTION_KEYS"] ?? "";
    }
    const [sealed, bare, clear] = [`${folder}/sealed`, `${folder}/bare`, `${folder}/clear`];
    await Deno.writeTextFile(`${folder}/keys`, keys);
    await exportEvents([sealed], { KV_PATH, ENCRYPTION_KEYS: keys });
    await exportEvents([bare, "--without-keys"], { KV_PATH });
    await exportEvents([clear, `--decrypt=${folder}/keys`], { KV_PATH });
    const [withKeys, withoutKeys, opened] = await Promise.all(
      [sealed, bare, clear].map((path) => Deno.readTextFile(path)),
    );
    assert.equal(/\+7912|Готов|Иван/.test(withKeys ?? ""), false);
    assert.match(opened ?? "", /"phone":"\+79123456789"/);
    assert.equal((opened ?? "").includes('{"key":'), false);
    const events = (withKeys ?? "").split("\n").filter((line) => !line.startsWith('{"key":')).join("\n");
    assert.equal(withoutKeys, events);
    const elsewhere = { KV_PATH: `${folder}/elsewhere.kv`, ENCRYPTION_KEYS: keys };
    await assert.rejects(importEvents([clear], elsewhere), /does not fit its hash/);
  }));

Deno.test("a backup made while the product writes is whole, and the product starts on it", () =>
  inFolder(async (folder) => {
    const KV_PATH = `${folder}/store.kv`, copy = `${folder}/copy.kv`;
    let before: unknown, copied = 0;
    {
      await using product = await startProduct({ KV_PATH });
      await workingDay(product);
      before = await shown(product, DRIVER);
      const clients = [await product.signIn(DRIVER), await product.signIn(OTHER_DRIVER)];
      let busy = true;
      const writing = clients.map(async (client) => {
        const { json } = await client.get("/api/cargos?mode=all&limit=100&offset=10");
        for (const { id } of json.data) if (busy) await client.post(`/api/cargos/${id}/responses`, FORM);
      });
      const start = (await product.world.log.head()).position;
      await eventually(() => product.world.log.head(), ({ position }) => position > start + 3);
      assert.equal(await backup([copy], { KV_PATH }), 0);
      busy = false;
      await Promise.all(writing);
      copied = (await product.world.log.head()).position;
      await assert.rejects(backup([copy], { KV_PATH }), /it is there already/);
    }
    await using product = await startProduct({ KV_PATH: copy, TELEGRAM_MODE: "off" });
    const { ok, events } = await verified(product);
    assert.ok(ok && events > 10 && events <= copied + 10);
    const { me } = await shown(product, DRIVER);
    assert.deepEqual(me, (before as { me: unknown }).me);
  }));

Deno.test("verify answers with the head and its signature; a byte changed behind its back is named, and repaired", () =>
  inFolder(async (folder) => {
    const KV_PATH = `${folder}/store.kv`;
    {
      await using product = await startProduct({ KV_PATH });
      await workingDay(product);
      const signed = await eventually(() => verified(product), ({ signedHead }) => signedHead !== null);
      assert.equal(signed.ok, true);
      assert.match(signed.signedHead.signature, /^[0-9a-f]{64}$/);
      // The log keeps it too.
      await product.logged(signed.signedHead.signature);

      const stream = await product.world.log.readStream(`driver-${DRIVER}`);
      const key = ["str", `driver-${DRIVER}`, 2];
      const entry = await product.world.kv.get<Uint8Array>(key);
      await product.world.kv.set(
        key,
        new TextEncoder().encode(
          new TextDecoder().decode(entry.value ?? undefined).replace("DriverSignedIn", "DriverSignedOn"),
        ),
      );
      const { ok, firstBad, problem } = await verified(product);
      assert.deepEqual([ok, firstBad], [false, stream[1]?.position]);
      assert.match(problem, /copy driver-\d+@2 was altered/);
    }
    assert.equal(await verifyEvents([], { KV_PATH }), 1);
    assert.equal(await repairEvents([], { KV_PATH }), 0);
    assert.equal(await verifyEvents([], { KV_PATH }), 0);
  }));

Deno.test("a command on a store that is not there says so and makes none", () =>
  inFolder(async (folder) => {
    const environment = { KV_PATH: `${folder}/none.kv` };
    await assert.rejects(verifyEvents([], environment), /There is no store at/);
    await assert.rejects(exportEvents([`${folder}/out`], environment), /There is no store at/);
    await assert.rejects(exportEvents(["out", "--with-everything"], environment), /Unknown flag/);
    await assert.rejects(backup([`${folder}/copy`], environment), /there is no such file/);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(folder)), []);
  }));
