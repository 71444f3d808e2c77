// Views on a store as the product runs them, with what the operators were told.
import assert from "node:assert/strict";
import type { Projection } from "../../../domain/shared/projection.ts";
import { createProjections, type Projections } from "../../../infra/projections/projections.ts";
import { kvLog, noted, NOW, write } from "../eventlog/kit.ts";
import { quiet } from "../queue/kit.ts";

type Alarm = [message: string, fields: Readonly<Record<string, unknown>> | undefined];

/** Views on a store, with what the operators were told; stopped whatever comes. */
export async function watched(
  kv: Deno.Kv,
  projections: readonly Projection<unknown>[],
  use: (on: { running: Projections; log: ReturnType<typeof kvLog>; alarms: Alarm[] }) => Promise<void>,
) {
  const log = kvLog(kv);
  const alarms: Alarm[] = [];
  const alarm = (...told: Alarm) => void alarms.push(told);
  const deps = { kv, log, projections, logger: quiet, clock: () => NOW, random: Math.random, alarm };
  const running = createProjections({ ...deps, retireAfter: 0 });
  await running.start();
  try {
    await use({ running, log, alarms });
  } finally {
    await running.stop();
  }
}

/** One event a commit, so that each has a record of its own. */
export async function fill(kv: Deno.Kv, events: number, text = "x") {
  const log = kvLog(kv);
  for (let n = 0; n < events; n++) await log.append(write("s", "any", noted(text)));
}

export async function rebuilt(running: Projections, name: string) {
  assert.ok("rebuildId" in await running.rebuild(name));
  return (await Array.fromAsync(running.progress(name, new AbortController().signal))).at(-1);
}
