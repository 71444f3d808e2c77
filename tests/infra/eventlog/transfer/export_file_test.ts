// The file an export leaves: for its owner's eyes, whole or not there at all.
import assert from "node:assert/strict";
import { main as exportMain } from "../../../../tools/events_export.ts";
import { main as verifyMain } from "../../../../tools/events_verify.ts";
import { kvLog, noted, withFile, withKv, write } from "../kit.ts";

const SECRET_KEY = btoa("s".repeat(32));

async function filled(path: string): Promise<void> {
  await withKv(async (kv) => {
    for (let n = 0; n < 5; n++) await kvLog(kv).append(write("a", "any", noted(`${n}`)));
  }, path);
}

Deno.test("an export can be read by nobody but its owner, also in place of a file that anybody could read", () =>
  withFile(async (path) => {
    await filled(path);
    const file = `${path}.ndjson`;
    await Deno.writeTextFile(file, "old", { mode: 0o666 });
    await Deno.writeTextFile(`${file}.partial`, "left by a crash", { mode: 0o666 });
    const said: string[] = [];
    assert.equal(await exportMain([file], { KV_PATH: path }, (line) => said.push(line)), 0);
    const { mode } = await Deno.stat(file);
    assert.equal((mode ?? 0) & 0o777, 0o600);
    assert.equal((await Deno.readTextFile(file)).split("\n").length, 6);
    await assert.rejects(Deno.stat(`${file}.partial`), Deno.errors.NotFound);
  }));

Deno.test("an export that fails leaves no part of itself, and the file that was there stays", () =>
  withFile(async (path) => {
    await filled(path);
    await withKv(async (kv) => await kv.delete(["log", 4]), path);
    const file = `${path}.ndjson`;
    await Deno.writeTextFile(file, "yesterday's");
    await assert.rejects(exportMain([file], { KV_PATH: path }, () => {}), { name: "LogDamage", position: 4 });
    assert.equal(await Deno.readTextFile(file), "yesterday's");
    await assert.rejects(Deno.stat(`${file}.partial`), Deno.errors.NotFound);
  }));

Deno.test("events:verify names the position of damage, and of a signed head that is not genuine", () =>
  withFile(async (path) => {
    await filled(path);
    const environment = { KV_PATH: path, SECRET_KEY };
    const verify = async () => {
      const said: string[] = [];
      const code = await verifyMain([], environment, (line) => said.push(line));
      return [code, said.join("\n")] as const;
    };
    assert.match((await verify()).join(), /^0,ok: 5 events, head 5 [0-9a-f]{64}$/);
    const forged = { position: 3, hash: "0".repeat(64), at: "2026-11-21T09:00:00.000Z", signature: "00" };
    await withKv(async (kv) => {
      await kv.set(["signed-head"], new TextEncoder().encode(JSON.stringify(forged)));
    }, path);
    assert.match(
      (await verify()).join(),
      /^1,broken at position 3: the signed head of position 3 was altered/,
    );
    await withKv(async (kv) => await kv.delete(["log", 2]), path);
    assert.match((await verify()).join(), /^1,broken at position 2: it is missing/);
  }));

Deno.test("events:verify without SECRET_KEY says that the signed head was not looked at", () =>
  withFile(async (path) => {
    await filled(path);
    const said: string[] = [];
    assert.equal(await verifyMain([], { KV_PATH: path }, (line) => said.push(line)), 0);
    assert.match(said.join("\n"), /the signed head was not looked at: there is no SECRET_KEY/);
  }));
