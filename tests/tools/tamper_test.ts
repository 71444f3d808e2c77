// What docs/history.md invites to: one byte changed on purpose is noticed, and named.
import assert from "node:assert/strict";
import { allProjections } from "../../domain/projections/all.ts";
import { main as rebuild } from "../../tools/projections_rebuild.ts";
import { main as verify } from "../../tools/events_verify.ts";
import { main as tamper } from "../../tools/tamper.ts";
import { NOW, withFile, withKv, write } from "../infra/eventlog/kit.ts";
import { projectionsOn } from "../infra/projections/kit.ts";
import { delivered, ref, responded } from "../domain/responses/story.ts";

async function said(command: typeof verify, path: string, ...args: string[]) {
  const lines: string[] = [];
  const code = await command(args, { KV_PATH: path }, (line) => lines.push(line));
  return { code, text: lines.join("\n") };
}

const withStore = (use: (path: string) => Promise<void>) =>
  withFile(async (path) => {
    await withKv(async (kv) => {
      const { log, running } = projectionsOn(kv, () => NOW, ...allProjections);
      await running.start();
      const result = await log.append(write(`response-${ref.responseId}`, 0, responded, delivered));
      assert.ok("appended" in result);
      for (const projection of allProjections) await running.view(projection).reached(result.position);
      await running.stop();
    }, path);
    await use(path);
  });

Deno.test("a byte changed in a row is found by a rebuild of its view, which puts it right", () =>
  withStore(async (path) => {
    const row = JSON.stringify([ref.driverId, ref.responseId]);
    const { text } = await said(tamper, path, "row", "responses");
    assert.ok(text.startsWith(`row ${row} of view responses: byte `), text);
    let shown = "";
    const out = { isTerminal: false, write: (more: string) => void (shown += more) };
    assert.equal(await rebuild(["responses"], { KV_PATH: path }, { out, retireAfter: 0 }), 1);
    assert.ok(shown.includes(row), shown);
    assert.equal(await rebuild(["responses"], { KV_PATH: path }, { out, retireAfter: 0 }), 0);
  }));

Deno.test("a byte changed in an event is found by a check of the log, which names its position", () =>
  withStore(async (path) => {
    assert.match((await said(verify, path)).text, /^ok: 2 events/);
    assert.match((await said(tamper, path, "event", "2")).text, /^event 2, ResponseDelivered of response-/);
    const { code, text } = await said(verify, path);
    assert.equal(code, 1);
    assert.match(text, /^broken at position 2: /);
  }));

Deno.test("what is not there cannot be spoiled", () =>
  withStore(async (path) => {
    await assert.rejects(said(tamper, path, "row", "respnses"), /There is no view "respnses"/);
    await assert.rejects(said(tamper, path, "event", "3"), /There is no event 3/);
    await assert.rejects(said(tamper, path, "event", "two"), /Usage/);
  }));
