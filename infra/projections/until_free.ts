// A first build under way in another process: two that start at once on new code must not take it from each other.
import type { Clock } from "../../domain/shared/ports.ts";
import type { Projection } from "../../domain/shared/projection.ts";
import type { Wait } from "../wait.ts";
import { codeVersion } from "./builds.ts";
import { readCheckpoint } from "./checkpoint.ts";
import { isAbandoned, readRebuild, type StoredRebuild } from "./rebuild_record.ts";

/** How often it is looked at, in milliseconds, and how often in a row without a move before it is taken over. */
const LOOK_MS = 200;
const PATIENCE = 15;

export interface Free {
  readonly found: StoredRebuild | null;
  /** Somebody worked on it and came to an end meanwhile: what is live is to be looked at again. */
  readonly ended: boolean;
}

/**
 * The record of the newest rebuild once nobody else works on it, or the signal has aborted. Whoever falls silent is not
 * waited for: silence is counted in looks, so that no clock, standing still or leaping, cuts it short. A build by older
 * code is of no use and not waited for either.
 */
export async function untilFree(
  { kv, clock }: { readonly kv: Deno.Kv; readonly clock: Clock },
  { name, version }: Pick<Projection<unknown>, "name" | "version">,
  { owner, wait, signal }: { readonly owner: string; readonly wait: Wait; readonly signal: AbortSignal },
): Promise<Free> {
  let before: string | undefined;
  for (let silent = 0;;) {
    const found = await readRebuild(kv, name);
    if (found === null || found.record.status !== "running") return { found, ended: before !== undefined };
    if (!isElsewhere(found, version, owner, clock()) || signal.aborted) return { found, ended: false };
    const { build } = found.record;
    const now = `${found.versionstamp} ${(await readCheckpoint(kv, name, build)).versionstamp}`;
    silent = now === before ? silent + 1 : 0;
    if (silent >= PATIENCE) return { found, ended: false };
    before = now;
    await wait(LOOK_MS, signal);
  }
}

/** Whether another process works on it, as far as its record tells, and by code that is of use to this version. */
export function isElsewhere(found: StoredRebuild, version: number, owner: string, now: number): boolean {
  const { status, owner: other, build, renewedAt } = found.record;
  if (status !== "running" || other === owner || codeVersion(build) < version) return false;
  return renewedAt !== 0 && !isAbandoned(found, now);
}
