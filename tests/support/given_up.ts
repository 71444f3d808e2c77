// Work that failed for good, put where the queue puts it.
import { deadKey } from "../../infra/eventlog/keys.ts";
import { bury, encodeDead, type MessageRecord } from "../../infra/queue/message_record.ts";
import type { Product } from "./product.ts";

/** Somebody who never signed in, so no trial has been given yet. */
export const NEWCOMER = 700_000_999;

export const TRIAL: MessageRecord = {
  v: 1,
  id: `process.start_trial:${NEWCOMER}`,
  kind: "process.start_trial",
  lane: `trial:${NEWCOMER}`,
  data: { driverId: NEWCOMER },
  attempt: 100,
  queuedAt: Date.UTC(2026, 10, 20),
  correlationId: "request-17",
  n: 0,
};

/** The message is dead since `diedAt` (UTC ms). */
export async function givenUp(
  { world: { kv } }: Product,
  message: MessageRecord,
  { diedAt = Date.UTC(2026, 10, 21), error = "Cannot read row" }: { diedAt?: number; error?: string } = {},
): Promise<void> {
  await kv.set(deadKey(message.id), encodeDead(bury(message, { status: "failed", error }, diedAt)));
}
