// The builds of a view in the store: how they are numbered, and how those nobody reads any more are removed.
import { retryWhileLocked } from "../locked.ts";
import { encodeCheckpoint, readCheckpoint } from "./checkpoint.ts";
import { buildsPrefix, checkpointKey, viewKey } from "./keys.ts";
import { type Live, readLive } from "./live.ts";
import { readRebuild, type RebuildRecord } from "./rebuild_record.ts";

const KEYS_PER_DELETE = 500;

/** The version of the code a build was made by. */
export const codeVersion = (build: string): number => Number(build.split(".")[0]);
const buildNumber = (build: string): number => Number(build.split(".")[1]);

/** A label no build of the view has had, so that nothing left over from another one can get into it. */
export async function nextBuild(kv: Deno.Kv, name: string, version: number): Promise<string> {
  const known = await buildsOf(kv, name);
  const newest = Math.max(-1, ...known.map(buildNumber));
  return `${version}.${newest + 1}`;
}

/** Removes every build but the live one and the one being made; stops early when the signal aborts. */
export async function removeRetired(
  kv: Deno.Kv,
  name: string,
  random: () => number,
  signal: AbortSignal,
): Promise<void> {
  const stored = await storedBuilds(kv, name);
  // Read after the builds: one that became live in between is seen as live.
  const [live, rebuild] = await Promise.all([readLive(kv, name), readRebuild(kv, name)]);
  const made = rebuild === null || isOver(rebuild.record, live) ? null : rebuild.record.build;
  for (const build of stored) {
    if (build === live.build || build === made) continue;
    await deleteBuild(kv, name, build, random, signal);
  }
}

/** A build that failed is the only one there is as long as nothing by the same code is live. */
function isOver({ status, build }: RebuildRecord, live: Live): boolean {
  if (status === "running") return false;
  return live.build !== null && codeVersion(live.build) === codeVersion(build);
}

/**
 * The checkpoint says so before the first row goes, for a process of other code that may still read them, and goes
 * last: a half-removed build is still known, and is removed the next time.
 */
async function deleteBuild(
  kv: Deno.Kv,
  name: string,
  build: string,
  random: () => number,
  signal: AbortSignal,
): Promise<void> {
  const page = { limit: KEYS_PER_DELETE, batchSize: KEYS_PER_DELETE };
  const retired = encodeCheckpoint({ ...await readCheckpoint(kv, name, build), retired: true });
  await retryWhileLocked(() => kv.set(checkpointKey(name, build), retired), random);
  while (!signal.aborted) {
    const rows = await Array.fromAsync(kv.list({ prefix: viewKey(name, build, []) }, page));
    const atomic = kv.atomic();
    for (const { key } of rows) atomic.delete(key);
    if (rows.length < KEYS_PER_DELETE) atomic.delete(checkpointKey(name, build));
    await retryWhileLocked(() => atomic.commit(), random);
    if (rows.length < KEYS_PER_DELETE) return;
  }
}

async function storedBuilds(kv: Deno.Kv, name: string): Promise<string[]> {
  const entries = await Array.fromAsync(kv.list({ prefix: buildsPrefix(name) }));
  return entries.map(({ key }) => String(key[2]));
}

async function buildsOf(kv: Deno.Kv, name: string): Promise<string[]> {
  const [stored, live, rebuild] = await Promise.all([
    storedBuilds(kv, name),
    readLive(kv, name),
    readRebuild(kv, name),
  ]);
  return [...stored, ...live.build === null ? [] : [live.build], ...rebuild ? [rebuild.record.build] : []];
}
