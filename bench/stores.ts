// Stores to measure on: real files in a temporary folder, and logs with the product's kind of events.
import type { DomainEvent } from "../domain/shared/event.ts";
import type { Commit } from "../domain/shared/event_log.ts";
import { createKvEventLog, type KvEventLog } from "../infra/eventlog/kv_event_log.ts";

const NOW = Date.UTC(2026, 10, 21, 9, 0, 0);

export const logDeps = {
  seal: {
    sealData: (event: DomainEvent) => Promise.resolve(event.data),
    sealActor: (actor: Commit["meta"]["actor"]) => Promise.resolve(actor),
  },
  schemaVersionOf: () => 1,
  clock: Date.now,
  newId: () => crypto.randomUUID(),
  random: Math.random,
};

/** An event of about 200 bytes, as the product's are. */
export function answered(n: number) {
  return {
    type: "CargoResponded",
    data: {
      driverId: `${700_000_000 + n % 5000}`,
      cargoId: `${19_000_000 + n}`,
      phone: "+79001112233",
      offeredPrice: { minor: 4_990_000, currency: "RUB" },
      comment: "Готов загрузиться завтра утром",
    },
  };
}

/** A fact about a message, as most of the product's facts are. */
export function sent(n: number) {
  return { type: "MessageSent", data: { messageId: `m${n}`, kind: "telegram.note", chatId: `${n % 5000}` } };
}

export function commitOf(
  streamId: string,
  expectedVersion: number | "any",
  n: number,
  events = 1,
  make: (n: number) => DomainEvent = answered,
): Commit {
  return {
    streams: [{ streamId, expectedVersion, events: Array.from({ length: events }, () => make(n)) }],
    meta: {
      at: new Date(NOW + n).toISOString(),
      actor: { kind: "driver", id: `${700_000_000 + n % 5000}` },
      correlationId: `request-${n}`,
    },
  };
}

export function openLog(kv: Deno.Kv): KvEventLog {
  return createKvEventLog({ ...logDeps, kv });
}

/** A folder that is gone afterwards. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "cargotech-bench-" });
  try {
    return await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

export async function withKv<T>(path: string, use: (kv: Deno.Kv) => Promise<T>): Promise<T> {
  const kv = await Deno.openKv(path);
  try {
    return await use(kv);
  } finally {
    kv.close();
  }
}
