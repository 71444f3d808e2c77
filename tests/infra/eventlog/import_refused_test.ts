// An export that says anything else than what was exported is refused at its position.
import assert from "node:assert/strict";
import fc from "fast-check";
import { forgottenDriver } from "../../../domain/drivers/mod.ts";
import { createKeyring } from "../../../infra/crypto/keyring.ts";
import { importLines } from "../../../infra/eventlog/import.ts";
import { linesOf } from "../../../infra/eventlog/lines.ts";
import { kvLog } from "./kit.ts";
import { exported, fill, imported, keyring, linesIn, twoStores } from "./moving.ts";

Deno.test("any changed byte of any line is refused at its position, and the store stays empty", () =>
  twoStores(async (from, to) => {
    await fill(from, 4);
    const bytes = new TextEncoder().encode(await exported(from));
    const starts = [0, ...[...bytes.keys()].filter((index) => bytes[index] === 10).map((index) => index + 1)];
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (index, mask) => {
        // The end of the last line may be any white space: that changes nothing of what it says.
        fc.pre(index < bytes.length - 1);
        const altered = bytes.slice();
        altered[index] = (altered[index] ?? 0) ^ mask;
        const line = starts.filter((start) => start <= index).length;
        const lines = () => linesOf(new Blob([altered]).stream());
        const options = { kv: to, keyring, append: false, random: Math.random, forgets: forgottenDriver };
        await assert.rejects(importLines({ ...options, lines }), (error: Error) => {
          if (error instanceof TypeError) return true; // not UTF-8 any more
          const { position } = error as { position?: number };
          if (line <= 8) {
            assert.ok(position === line || position === line + 1, `${error.message}, line ${line}`);
          }
          return true;
        });
        assert.deepEqual(await Array.fromAsync(to.list({ prefix: [] })), []);
      }),
      { numRuns: 300 },
    );
  }));

Deno.test("a line that is cut off, swapped, left out or given twice is refused at its position", () =>
  twoStores(async (from, to) => {
    await fill(from, 4);
    const text = await exported(from, false);
    const lines = text.trimEnd().split("\n");
    const without = (n: number) => lines.filter((_line, index) => index !== n).join("\n");
    await assert.rejects(imported(to, without(3)), { position: 4 });
    await assert.rejects(imported(to, lines.toSpliced(3, 0, lines[3] ?? "").join("\n")), { position: 5 });
    await assert.rejects(imported(to, lines.toSpliced(2, 2, lines[3] ?? "", lines[2] ?? "").join("\n")), {
      position: 3,
    });
    await assert.rejects(imported(to, text.slice(0, -40)), { position: 8 });
    assert.equal((await kvLog(to).head()).position, 0);
  }));

Deno.test("keys that the ring cannot open are refused before anything is written", () =>
  twoStores(async (from, to) => {
    await fill(from, 2);
    const other = createKeyring([new Uint8Array(32).fill(8)]);
    const text = await exported(from);
    const options = { kv: to, append: false, random: Math.random, forgets: forgottenDriver };
    const importing = importLines({ ...options, keyring: other, lines: () => linesIn(text) });
    await assert.rejects(importing, /ENCRYPTION_KEYS do not open the key of 0/);
    assert.deepEqual(await Array.fromAsync(to.list({ prefix: [] })), []);
  }));
