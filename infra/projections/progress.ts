// A rebuild as others see it. It may run in another process, so its record is looked at again and again.
import type { RebuildState } from "../../domain/projections/ports.ts";
import { wait } from "../wait.ts";
import { readRebuild, type RebuildRecord } from "./rebuild_record.ts";

const LOOK_MS = 200;

export function stateOf(record: RebuildRecord): RebuildState {
  const { v: _, build: _build, renewedAt: _renewed, owner: _owner, ...state } = record;
  return state;
}

/** The newest rebuild whenever it has moved; ends with it, or when the signal aborts, or when there is none. */
export async function* followRebuild(
  kv: Deno.Kv,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<RebuildState> {
  let seen: string | null = null;
  while (!signal.aborted) {
    const found = await readRebuild(kv, name);
    if (found === null) return;
    if (found.versionstamp !== seen) yield stateOf(found.record);
    if (found.record.status !== "running") return;
    seen = found.versionstamp;
    await wait(LOOK_MS, signal);
  }
}
