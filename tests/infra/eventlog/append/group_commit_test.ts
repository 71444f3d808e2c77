import assert from "node:assert/strict";
import { verify } from "../../../../infra/eventlog/integrity/verify.ts";
import { HEAD } from "../../../../infra/eventlog/keys.ts";
import { createKvQueue } from "../../../../infra/queue/kv_queue.ts";
import { faultyKv } from "../faulty_kv.ts";
import { everything, kvLog, meta, noted, NOW, withFile, withKv, write } from "../kit.ts";

const records = (kv: Deno.Kv) => Array.fromAsync(kv.list({ prefix: ["log"] }));
const locked = () => new TypeError("database is locked");

Deno.test("many appends at once share few commits", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    await Promise.all(Array.from({ length: 300 }, (_, n) => log.append(write(`s${n}`, 0, noted("x")))));
    assert.equal((await log.head()).position, 300);
    assert.ok((await records(kv)).length <= 6, `${(await records(kv)).length} records`);
  }));

Deno.test("of a batch whose cached versions are out of date only the guilty append conflicts", () =>
  withKv(async (kv) => {
    const log = kvLog(kv), other = kvLog(kv);
    await log.append(write("a", 0, noted("1")));
    await other.append(write("a", 1, noted("behind its back")));
    const results = await Promise.all([
      log.append(write("b", 0, noted("x"))),
      log.append(write("a", 1, noted("stale"))),
      log.append(write("c", 0, noted("x"))),
      log.append(write("d", "any", noted("x"))),
    ]);
    assert.deepEqual(results.map((result) => Object.keys(result)[0]), [
      "appended",
      "conflict",
      "appended",
      "appended",
    ]);
    assert.equal((await verify(log)).ok, true);
  }));

Deno.test("a repeat among new commands is answered without failing them", () =>
  withKv(async (kv) => {
    const command = { ...write("a", "any", noted("once")), commandId: "c-1", result: "first" };
    await kvLog(kv).append(command);
    const log = kvLog(kv);
    const [repeat, fresh] = await Promise.all([log.append(command), log.append(write("b", 0, noted("x")))]);
    assert.deepEqual(repeat, { repeated: "first" });
    assert.ok("appended" in fresh);
    assert.equal((await log.head()).position, 2);
  }));

Deno.test("several logs on one file take turns at the head without loss", () =>
  withFile((path) =>
    withKv((one) =>
      withKv(async (two) => {
        const logs = [kvLog(one), kvLog(two)];
        await Promise.all(
          Array.from({ length: 120 }, async (_, n) => {
            const result = await logs[n % 2]?.append(write(`s${n % 9}`, "any", noted(`${n}`)));
            assert.ok(result && "appended" in result);
          }),
        );
        const texts = (await everything(kvLog(one))).map(({ data }) => Number(data.text));
        assert.deepEqual(texts.toSorted((a, b) => a - b), Array.from({ length: 120 }, (_, n) => n));
        assert.equal((await verify(kvLog(two))).ok, true);
      }, path), path)
  ));

Deno.test("a locked database is waited out", () =>
  withKv(async (kv) => {
    const log = kvLog(faultyKv(kv, (commit) => {
      if (commit <= 3) throw locked();
    }));
    assert.ok("appended" in await log.append(write("a", 0, noted("x"))));
    assert.equal((await log.head()).position, 1);
  }));

Deno.test("a commit that threw after it happened is answered as done, once", () =>
  withKv(async (kv) => {
    const log = kvLog(faultyKv(kv, () => "after"));
    const results = await Promise.all([
      log.append(write("a", 0, noted("x"))),
      log.append({ streams: [], meta, messages: [{ id: "m", kind: "k", lane: "l", data: {} }] }),
    ]);
    assert.ok(results.every((result) => "appended" in result));
    assert.ok("appended" in await log.append(write("a", 1, noted("y"))));
    assert.deepEqual((await everything(log)).map(({ data }) => data.text), ["x", "y"]);
    const queue = createKvQueue({ kv, clock: () => NOW, newId: () => "id", random: Math.random });
    assert.equal((await queue.scan()).length, 1);
  }));

/** The store, but its first commit fails as told, and somebody else moves the head before the writer can look. */
function overtaken(kv: Deno.Kv, fault: () => "after" | void): Deno.Kv {
  let failed = false, moved = false;
  const faulty = faultyKv(kv, () => {
    if (failed) return;
    failed = true;
    return fault();
  });
  return new Proxy(faulty, {
    get(target, name) {
      if (name !== "get") return Reflect.get(target, name, target);
      return async (key: Deno.KvKey) => {
        if (failed && !moved && key[0] === HEAD[0]) {
          moved = true;
          await kvLog(kv).append(write("other", "any", noted("next")));
        }
        return await kv.get(key);
      };
    },
  });
}

for (const when of ["before", "after"] as const) {
  const fault = () => {
    if (when === "before") throw locked();
    return "after" as const;
  };

  Deno.test(`a commit that threw ${when} it happened is done once though another process wrote next`, () =>
    withKv(async (kv) => {
      const log = kvLog(overtaken(kv, fault));
      const result = await log.append(write("a", 0, noted("x")));
      assert.ok("appended" in result);
      const texts = (await everything(log)).map(({ data }) => data.text);
      assert.deepEqual(texts, when === "after" ? ["x", "next"] : ["next", "x"]);
      assert.deepEqual(await log.readStream("a"), result.appended);
    }));

  Deno.test(`a message whose commit threw ${when} it happened is queued once though another process wrote next`, () =>
    withKv(async (kv) => {
      const log = kvLog(overtaken(kv, fault));
      const messages = [{ id: "m", kind: "k", lane: "l", data: {} }];
      assert.deepEqual(await log.append({ streams: [], meta, messages }), { appended: [], position: 1 });
      const queue = createKvQueue({ kv, clock: () => NOW, newId: () => "id", random: Math.random });
      assert.deepEqual((await queue.scan()).map(({ message }) => message.id), ["m"]);
    }));
}

Deno.test("a batch that fails outright is tried one by one", () =>
  withKv(async (kv) => {
    const log = kvLog(faultyKv(kv, (commit) => {
      if (commit === 1 || commit === 3) throw new Error("disk trouble");
    }));
    const outcomes = await Promise.allSettled(
      ["a", "b", "c"].map((stream) => log.append(write(stream, 0, noted("x")))),
    );
    assert.deepEqual(outcomes.map(({ status }) => status), ["fulfilled", "rejected", "fulfilled"]);
    assert.ok("appended" in await log.append(write("b", 0, noted("again"))));
    assert.equal((await verify(log)).ok, true);
  }));
