// The commands on a store as a person runs them: with the permissions deno.json gives them, and nothing more.
import assert from "node:assert/strict";
import { sealSegments } from "../../infra/eventlog/segments/seal_segments.ts";
import { kvLog, noted, withKv, write } from "../infra/eventlog/kit.ts";

const ROOT = new URL("../../", import.meta.url);
const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));

async function task(name: string, env: Record<string, string>, ...args: string[]) {
  const [deno, run, ...rest] = String(tasks[name]).split(" ");
  assert.deepEqual([deno, run], ["deno", "run"], `task ${name} is one program`);
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--no-prompt", ...rest, ...args],
    cwd: ROOT,
    env: { ...env, NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await command.output();
  const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  return { code, text };
}

async function fill(path: string, events: number): Promise<void> {
  await withKv(async (kv) => {
    const log = kvLog(kv);
    for (let n = 0; n < events; n++) await log.append(write(`s${n % 5}`, "any", noted(`${n}`)));
    await sealSegments({ kv, random: Math.random }, { keep: 10, segmentSize: 3_000 });
  }, path);
}

Deno.test("every command on a store works with the permissions of its task and the two settings it needs", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const KV_PATH = `${folder}/store.kv`, ENCRYPTION_KEYS = btoa("k".repeat(32));
    await fill(KV_PATH, 60);
    const here = { KV_PATH }, there = { KV_PATH: `${folder}/there.kv`, ENCRYPTION_KEYS };
    const [file, copy] = [`${folder}/log.ndjson`, `${folder}/copy.kv`];
    const said = [
      await task("events:verify", here),
      await task("events:export", here, file),
      await task("events:import", there, file),
      await task("events:seal", there),
      await task("events:repair", there),
      await task("backup", there, copy),
      await task("events:verify", { KV_PATH: copy }),
    ];
    assert.deepEqual(said.map(({ code }) => code), said.map(() => 0), JSON.stringify(said));
    assert.match(said.at(-1)?.text ?? "", /^ok: 60 events/);

    await withKv((kv) => kv.delete(["str", "s0", 12]), copy);
    const broken = await task("events:verify", { KV_PATH: copy });
    assert.equal(broken.code, 1);
    assert.match(broken.text, /^broken at position 56: its copy s0@12 is missing/);
    const refused = await task("events:import", there, file);
    assert.equal(refused.code, 1);
    assert.match(refused.text, /^Cannot import: the store holds 60 events/);
    assert.equal((await task("backup", here)).text, "Usage: backup FILE\n");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
