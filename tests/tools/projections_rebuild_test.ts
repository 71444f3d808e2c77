import assert from "node:assert/strict";
import { allProjections } from "../../domain/projections/all.ts";
import { checkpointKey, viewKey } from "../../infra/projections/keys.ts";
import { main } from "../../tools/projections_rebuild.ts";
import { ProgressBar } from "../../tools/progress_bar.ts";
import { NOW, withFile, withKv, write } from "../infra/eventlog/kit.ts";
import { projectionsOn } from "../infra/projections/kit.ts";
import { delivered, ref, responded } from "../domain/responses/story.ts";

/** The command on a store that is in use, and what it says. */
async function command(path: string, ...args: string[]) {
  let said = "";
  const out = { isTerminal: false, write: (text: string) => void (said += text) };
  const code = await main(args, { KV_PATH: path }, { out, retireAfter: 0 });
  return { code, said };
}

const withStoreInUse = (use: (path: string, kv: Deno.Kv) => Promise<void>) =>
  withFile((path) =>
    withKv(async (kv) => {
      const { log, running } = projectionsOn(kv, () => NOW, ...allProjections);
      await running.start();
      const result = await log.append(write(`response-${ref.responseId}`, 0, responded, delivered));
      assert.ok("appended" in result);
      for (const projection of allProjections) await running.view(projection).reached(result.position);
      await use(path, kv);
      await running.stop();
    }, path)
  );

Deno.test("all views of a store in use are rebuilt and found identical: exit code 0", () =>
  withStoreInUse(async (path) => {
    const { code, said } = await command(path);
    assert.equal(code, 0);
    for (const { name } of allProjections) assert.match(said, new RegExp(`${name}  identical, 2 events`));
  }));

Deno.test("a row that is not what the log says is shown and put right: exit code 1, and 0 the next time", () =>
  withStoreInUse(async (path, kv) => {
    const key = [ref.driverId, ref.responseId];
    await kv.delete(viewKey("responses", "1.0", key));
    const { code, said } = await command(path, "responses");
    assert.equal(code, 1);
    assert.ok(
      said.includes(`first at ${JSON.stringify(key)}\n  was not there; is now {"responseId"`),
      said,
    );
    assert.equal((await command(path, "responses")).code, 0);
  }));

Deno.test("of a row that differs only the fields that do are shown, each shortened", () =>
  withStoreInUse(async (path, kv) => {
    const key = viewKey("responses", "1.0", [ref.driverId, ref.responseId]);
    const { value } = await kv.get<Uint8Array>(key);
    const row = JSON.parse(new TextDecoder().decode(value ?? new Uint8Array()));
    const forged = { ...row, responseId: "x".repeat(500), timeline: [], extra: 7 };
    await kv.set(key, new TextEncoder().encode(JSON.stringify(forged)));
    const { said } = await command(path, "responses");
    const lines = said.slice(said.indexOf("DIFFERENT")).trimEnd().split("\n").slice(1);
    assert.equal(lines[0], `  responseId: was "${"x".repeat(78)}…; is now ${JSON.stringify(row.responseId)}`);
    assert.ok(lines.some((line) => /^ {2}timeline\[0\]: was not there; is now \{/.test(line)), said);
    assert.equal(lines.at(-1), "  extra: was 7; is now not there");
    assert.ok(lines.every((line) => line.length < 250), said);
  }));

const checkpoints: [what: string, altered: object, said: string][] = [
  ["position", { position: 9 }, "position: was 9; is now 2"],
  ["digest", { digest: "0".repeat(64) }, `digest: was "${"0".repeat(64)}"; is now "`],
];
for (const [what, altered, verdict] of checkpoints) {
  Deno.test(`another ${what} in a checkpoint is shown and put right: exit code 1, and 0 the next time`, () =>
    withStoreInUse(async (path, kv) => {
      const key = checkpointKey("responses", "1.0");
      const { value } = await kv.get<Uint8Array>(key);
      const state = JSON.parse(new TextDecoder().decode(value ?? undefined));
      await kv.set(key, new TextEncoder().encode(JSON.stringify({ ...state, ...altered })));
      const { code, said } = await command(path, "responses");
      assert.equal(code, 1);
      assert.ok(said.includes(`DIFFERENT, put right; first at ["checkpoint"]\n  ${verdict}`), said);
      assert.equal((await command(path, "responses")).code, 0);
    }));
}

Deno.test("an unknown view is refused with the names there are", () =>
  assert.rejects(command("nowhere", "drvers"), /There is no view "drvers"; there are drivers, responses/));

Deno.test("on a terminal one line moves, elsewhere there is a line for every tenth part", () => {
  for (const [isTerminal, lines] of [[true, 1], [false, 12]] as const) {
    let text = "";
    const bar = new ProgressBar("drivers", { isTerminal, write: (more) => void (text += more) });
    for (let position = 0; position <= 1000; position += 10) {
      bar.show({ position, target: 1000, eventsPerSecond: 100 });
    }
    bar.end("identical");
    assert.equal(text.split("\n").length - 1, lines);
    assert.match(text, /drivers {2}.*500 of 1000 events, 100\/s, 5 s left/);
  }
});
