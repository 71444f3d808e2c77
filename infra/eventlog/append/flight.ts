// A batch on its way: built, then written while others are made ready.
import type { Head } from "../../../domain/shared/event_log.ts";
import type { Clock, NewId } from "../../../domain/shared/ports.ts";
import type { FencedHead } from "../head.ts";
import { type Batch, buildBatch } from "./batch.ts";
import { commitBatch, type Outcome } from "./commit_batch.ts";
import type { Going } from "./going.ts";

export interface FlightDeps {
  readonly kv: Deno.Kv;
  readonly clock: Clock;
  readonly newId: NewId;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
}

export interface Departure {
  readonly going: readonly Going[];
  readonly built: Batch;
}

export interface Flight extends Departure {
  /** Never rejects. */
  readonly outcome: Promise<Outcome | { readonly error: unknown }>;
}

/** On top of a head that need not be in the store yet. */
export function build({ kv, newId, clock }: FlightDeps, going: readonly Going[], head: Head): Departure {
  return { going, built: buildBatch(kv, head, going, newId(), clock()) };
}

/** Begins the write, which only happens if `head` is the head of the store. */
export function takeOff({ kv, random }: FlightDeps, departure: Departure, head: FencedHead): Flight {
  const outcome = commitBatch(kv, departure.built, head, random).catch((error: unknown) => ({ error }));
  return { ...departure, outcome };
}
