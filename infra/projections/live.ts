// Which build of a view is shown. One set switches from one build to the next.
import { retryWhileLocked } from "../eventlog/locked.ts";
import { fromBytes, toBytes } from "../eventlog/record.ts";
import { checkpointKey, liveKey, viewKey } from "./keys.ts";

interface LiveRecord {
  readonly v: 1;
  readonly build: string;
}

const KEYS_PER_DELETE = 500;

/** The build that is shown now; null when the view is new. */
export async function readLive(kv: Deno.Kv, name: string): Promise<string | null> {
  const entry = await kv.get<Uint8Array>(liveKey(name));
  return entry.value === null ? null : fromBytes<LiveRecord>(entry.value).build;
}

export async function flipLive(
  kv: Deno.Kv,
  name: string,
  build: string,
  random: () => number,
): Promise<void> {
  const record: LiveRecord = { v: 1, build };
  await retryWhileLocked(() => kv.set(liveKey(name), toBytes(JSON.stringify(record))), random);
}

/** Removes a build nobody reads any more. The checkpoint goes first, so that a half-removed build starts anew. */
export async function deleteBuild(
  kv: Deno.Kv,
  name: string,
  build: string,
  random: () => number,
): Promise<void> {
  await retryWhileLocked(() => kv.delete(checkpointKey(name, build)), random);
  for (;;) {
    const rows = await Array.fromAsync(
      kv.list({ prefix: viewKey(name, build, []) }, { limit: KEYS_PER_DELETE }),
    );
    if (rows.length === 0) return;
    const atomic = kv.atomic();
    for (const { key } of rows) atomic.delete(key);
    await retryWhileLocked(() => atomic.commit(), random);
  }
}

/** The code version a build was made by. */
export const codeVersion = (build: string): number => Number(build.split(".")[0]);
export const firstBuild = (version: number): string => `${version}.0`;
