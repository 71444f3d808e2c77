// What the tests of moving a store share: a store with some history, its export, and the import of one.
import { DriverForgotten } from "../../../../domain/drivers/events.ts";
import { forgottenDriver } from "../../../../domain/drivers/mod.ts";
import { createKeyring } from "../../../../infra/crypto/keyring.ts";
import { createVault } from "../../../../infra/crypto/vault.ts";
import { readKeys } from "../../../../infra/crypto/wrapped_keys.ts";
import { createStreamCopies } from "../../../../infra/eventlog/integrity/stream_copies.ts";
import { verify } from "../../../../infra/eventlog/integrity/verify.ts";
import { createStoredLog } from "../../../../infra/eventlog/read/stored_log.ts";
import { exportLines } from "../../../../infra/eventlog/transfer/export.ts";
import { type Imported, importLines } from "../../../../infra/eventlog/transfer/import.ts";
import { linesOf } from "../../../../infra/eventlog/transfer/lines.ts";
import { kvLog, meta, noted, unexpected, withKv } from "../kit.ts";

export const keyring = createKeyring([new Uint8Array(32).fill(7)]);

export const vaultOn = (kv: Deno.Kv) =>
  createVault({
    kv,
    keyring,
    personalFields: new Map([["Responded", ["phone"]]]),
    clock: Date.now,
    random: Math.random,
    alarm: unexpected,
  });

export const responded = (driverId: number) => ({
  type: "Responded",
  data: { driverId, phone: `+7916000000${driverId}`, "ключ\n": [1.5, -0, null, "\u2028 ж 😀"] },
});

export const forgotten = (driverId: number) => ({
  type: DriverForgotten.shape.type.value,
  data: { driverId },
});

export const named = { ...meta, actor: { kind: "driver" as const, id: "1", name: "Иван" } };

/** Some drivers, some notes. */
export async function fill(kv: Deno.Kv, rounds = 12): Promise<void> {
  const log = kvLog(kv, vaultOn(kv));
  for (let n = 0; n < rounds; n++) {
    const events = [responded(n % 3), noted(`note ${n}`)];
    await log.append({ streams: [{ streamId: `s${n % 4}`, expectedVersion: "any", events }], meta: named });
  }
}

export async function exported(kv: Deno.Kv, withKeys = true): Promise<string> {
  const options = withKeys ? { keys: readKeys(kv) } : {};
  return (await Array.fromAsync(exportLines(createStoredLog(kv), options))).join("");
}

export async function* linesIn(text: string): AsyncGenerator<string> {
  yield* linesOf(new Blob([text]).stream());
}

export function imported(kv: Deno.Kv, text: string, append = false): Promise<Imported> {
  return importLines({
    ...{ kv, keyring, append, random: Math.random, forgets: forgottenDriver },
    lines: () => linesIn(text),
  });
}

export async function whole(kv: Deno.Kv): Promise<boolean> {
  const log = createStoredLog(kv);
  return (await verify(log, { copies: createStreamCopies(kv, log) })).ok;
}

/** Every entry there is, but for the kinds an import brings. */
export async function otherKeys(kv: Deno.Kv): Promise<Deno.KvKey[]> {
  const kinds = new Set(["log", "str", "log-head", "key"]);
  const entries = await Array.fromAsync(kv.list({ prefix: [] }));
  return entries.map(({ key }) => key).filter(([kind]) => !kinds.has(String(kind)));
}

export const twoStores = (use: (from: Deno.Kv, to: Deno.Kv) => Promise<void>) =>
  withKv((from) => withKv((to) => use(from, to)));
