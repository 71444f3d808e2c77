// What the tests of the event core share: plain events, an inert seal, predictable ids.
import type { DomainEvent } from "../../../domain/shared/event.ts";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { Commit, EventLog } from "../../../domain/shared/event_log.ts";
import type { Sealer } from "../../../infra/eventlog/append/seal.ts";
import { createKvEventLog, type KvEventLog } from "../../../infra/eventlog/kv_event_log.ts";

export const NOW = Date.UTC(2026, 10, 21, 9, 0, 0);

export const meta: Commit["meta"] = {
  at: new Date(NOW).toISOString(),
  actor: { kind: "system" },
  correlationId: "test",
};

/** Seals nothing. */
export const openSeal: Sealer = {
  sealData: (event) => Promise.resolve(event.data),
  sealActor: (actor) => Promise.resolve(actor),
};

/** Receives alarms where there is nothing to alarm of. */
export function unexpected(message: string, fields: Readonly<Record<string, unknown>> = {}): never {
  throw new Error(`Nobody expected the alarm "${message}" ${JSON.stringify(fields)}`);
}

export const noted = (text: string): DomainEvent => ({ type: "Noted", data: { text } });

export function write(streamId: string, expectedVersion: number | "any", ...events: DomainEvent[]): Commit {
  return { streams: [{ streamId, expectedVersion, events }], meta };
}

export const logDeps = (seal: Sealer = openSeal) => ({
  seal,
  schemaVersionOf: () => 1,
  clock: () => NOW,
  newId: () => crypto.randomUUID(),
  random: Math.random,
});

export function kvLog(kv: Deno.Kv, seal?: Sealer): KvEventLog {
  return createKvEventLog({ ...logDeps(seal), kv });
}

export async function everything(log: Pick<EventLog, "readAll">, after = 0): Promise<StoredEvent[]> {
  return await Array.fromAsync(log.readAll({ after }));
}

export async function withKv(use: (kv: Deno.Kv) => Promise<void>, path = ":memory:"): Promise<void> {
  const kv = await Deno.openKv(path);
  try {
    await use(kv);
  } finally {
    kv.close();
  }
}

export async function withFile(use: (path: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await use(`${directory}/test.kv`);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** Asks until it is so; the test fails by name when it never is. */
export async function eventually(what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  const giveUp = Date.now() + 90_000;
  while (Date.now() < giveUp) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`It never happened: ${what}`);
}
