// An export that says anything else than what was exported is refused at its position.
import fc from "fast-check";
import assert from "node:assert/strict";
import { forgottenDriver } from "../../../../domain/drivers/mod.ts";
import { createKeyring } from "../../../../infra/crypto/keyring.ts";
import { ImportRefused } from "../../../../infra/eventlog/transfer/check_export.ts";
import { importLines } from "../../../../infra/eventlog/transfer/import.ts";
import { linesOf } from "../../../../infra/eventlog/transfer/lines.ts";
import { kvLog } from "../kit.ts";
import { exported, fill, imported, keyring, linesIn, twoStores } from "./moving.ts";

/** What an import of these bytes says; the store must stay empty. */
async function refusalOf(to: Deno.Kv, bytes: Uint8Array<ArrayBuffer>): Promise<ImportRefused> {
  const lines = () => linesOf(new Blob([bytes]).stream());
  const options = { kv: to, keyring, append: false, random: Math.random, forgets: forgottenDriver };
  const error = await importLines({ ...options, lines }).then(() => null, (error: unknown) => error);
  assert.ok(error instanceof ImportRefused, `refused by name: ${error}`);
  assert.deepEqual(await Array.fromAsync(to.list({ prefix: [] })), []);
  return error;
}

function mustName({ message, position }: ImportRefused, line: number): void {
  const named = position === line || position === line + 1 || new RegExp(`line ${line}\\b`).test(message);
  assert.ok(named, `line ${line}: ${message}`);
}

const lineAt = (bytes: Uint8Array, index: number) =>
  bytes.subarray(0, index).filter((byte) => byte === 10).length + 1;

Deno.test("every byte of an export, changed in any of four ways, is refused by its line or position", () =>
  twoStores(async (from, to) => {
    await fill(from, 1);
    const bytes = new TextEncoder().encode(await exported(from));
    for (const [index, byte] of bytes.entries()) {
      for (const mask of [0x01, 0x20, 0x80, 0xff]) {
        mustName(await refusalOf(to, bytes.with(index, byte ^ mask)), lineAt(bytes, index));
      }
    }
  }));

Deno.test("any changed byte of any line is refused at its position, and the store stays empty", () =>
  twoStores(async (from, to) => {
    await fill(from, 4);
    const bytes = new TextEncoder().encode(await exported(from));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (index, mask) => {
        // The end of the last line may be any white space: that changes nothing of what it says.
        fc.pre(index < bytes.length - 1);
        const altered = bytes.with(index, (bytes[index] ?? 0) ^ mask);
        mustName(await refusalOf(to, altered), lineAt(bytes, index));
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
