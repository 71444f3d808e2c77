// What an event is: a fact in the past tense, its envelope, and who caused it.
import { z } from "zod";

/** Who caused a fact. `name` is personal data and is sealed at rest under the subject `id`. */
export interface Actor {
  readonly kind: "driver" | "dispatcher" | "staff" | "system";
  readonly id?: string;
  readonly name?: string | null;
}

export const SYSTEM: Actor = { kind: "system" };

/** A fact before it is stored. Declare each one with `event()`; build it as a plain literal. */
export interface DomainEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface EventMeta {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actor: Actor;
  /** One per incoming request, update or job: everything it caused carries it. */
  readonly correlationId: string;
  /** The event (`streamId@version`) or message that led to this one. */
  readonly causationId?: string;
  /** Version of the shape of `data`; 1 unless the schema says otherwise. */
  readonly schemaVersion: number;
}

/** A fact in the log. Personal fields are sealed strings until a vault opens them. */
export interface StoredEvent<E extends DomainEvent = DomainEvent> {
  /** Dense, from 1, equal to commit order over all streams. */
  readonly position: number;
  readonly streamId: string;
  /** Dense, from 1, within the stream. */
  readonly version: number;
  readonly type: E["type"];
  readonly data: E["data"];
  readonly meta: EventMeta;
  /** Lower-case hex sha256 over the previous event's hash and this event in canonical form. */
  readonly hash: string;
}

/**
 * Declares an event: `const CargoResponded = event("CargoResponded", {...})`. `schemaVersion` grows when the shape of
 * its data changes in any other way than by an optional field.
 */
export function event<T extends string, S extends z.ZodRawShape>(type: T, data: S, schemaVersion = 1) {
  return z.object({ type: z.literal(type), data: z.object(data) }).meta({ schemaVersion });
}

/** The names of the events that `schemas` declare. */
export function typesOf(
  schemas: readonly { readonly shape: { readonly type: { readonly value: string } } }[],
): ReadonlySet<string> {
  return new Set(schemas.map(({ shape }) => shape.type.value));
}
