// Views on a store of their own: a fold in which every lost or repeated event shows, and a clock that can be moved.
import assert from "node:assert/strict";
import type { RebuildState } from "../../../domain/projections/ports.ts";
import type { Projection } from "../../../domain/shared/projection.ts";
import { createProjections, type Projections } from "../../../infra/projections/projections.ts";
import { viewKey } from "../../../infra/projections/keys.ts";
import { type Wait, wait } from "../../../infra/wait.ts";
import { kvLog, NOW } from "../eventlog/kit.ts";
import { quiet } from "../queue/kit.ts";

export interface Count {
  readonly events: number;
  readonly sum: number;
}

/** Counts the events of each stream; not idempotent, so a lost or repeated event shows. */
export const counts: Projection<Count> = {
  name: "counts",
  version: 1,
  keys: (event) => [["stream", event.streamId], ["all"]],
  fold: (row, event) => ({ events: (row?.events ?? 0) + 1, sum: (row?.sum ?? 0) + event.position }),
};

/** Rows enough for several atomic writes in one flush. */
export const spread: Projection<Count> = {
  ...counts,
  keys: (event) => [["at", event.position % 2_000], ["stream", event.streamId], ["all"]],
};

/** Everything a build holds, in key order, as text. */
export async function storedRows(kv: Deno.Kv, name: string, build: string): Promise<string[]> {
  const entries = await Array.fromAsync(kv.list<Uint8Array>({ prefix: viewKey(name, build, []) }));
  return entries.map(({ key, value }) => `${key.slice(3)} ${new TextDecoder().decode(value)}`);
}

export function projectionsOn(kv: Deno.Kv, clock: () => number, ...projections: Projection<unknown>[]) {
  return waitingProjectionsOn(kv, wait, clock, ...projections);
}

/** As `projectionsOn`, with a say in how long it waits. */
export function waitingProjectionsOn(
  kv: Deno.Kv,
  wait: Wait,
  clock: () => number,
  ...projections: Projection<unknown>[]
) {
  const log = kvLog(kv);
  const deps = { kv, log, projections, logger: quiet, clock, random: Math.random, retireAfter: 0, wait };
  return { log, running: createProjections(deps) };
}

export async function running(
  kv: Deno.Kv,
  projections: Projection<unknown>[],
  use: (on: ReturnType<typeof projectionsOn>) => Promise<void>,
) {
  const on = projectionsOn(kv, () => NOW, ...projections);
  await on.running.start();
  try {
    await use(on);
  } finally {
    await on.running.stop();
  }
}

/** Starts a rebuild and waits for its end. */
export async function rebuilt(projections: Projections, name: string): Promise<RebuildState> {
  const started = await projections.rebuild(name);
  assert.ok("rebuildId" in started, JSON.stringify(started));
  return await ended(projections, name);
}

export async function ended(projections: Projections, name: string): Promise<RebuildState> {
  const states = await Array.fromAsync(projections.progress(name, new AbortController().signal));
  const last = states.at(-1);
  assert.ok(last && last.status !== "running");
  return last;
}

/** A row as the store has it. */
export const altered = (row: object) => new TextEncoder().encode(JSON.stringify(row));
