// Personal data at rest: sealed on the way into the log, opened on the way to a person, unreadable once forgotten.
import { AsyncLocalStorage } from "node:async_hooks";
import { DamagedKey } from "../../domain/shared/damaged_key.ts";
import type { Actor, DomainEvent, StoredEvent } from "../../domain/shared/event.ts";
import type { Clock, Vault } from "../../domain/shared/ports.ts";
import type { Sealer } from "../eventlog/append/seal.ts";
import { LruMap } from "../lru_map.ts";
import { createDataKeys } from "./data_keys.ts";
import type { Keyring } from "./keyring.ts";
import { type DataKey, parseSealed, seal, unseal } from "./sealed.ts";

export interface VaultDeps {
  readonly kv: Deno.Kv;
  readonly keyring: Keyring;
  readonly clock: Clock;
  /** Names of the fields marked personal, by event type. Their subject is the event's `driverId`. */
  readonly personalFields: ReadonlyMap<string, readonly string[]>;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
  /** Told of each damaged key once. */
  readonly alarm: (message: string, fields: { readonly subject: string; readonly why: string }) => void;
}

export interface SealingVault extends Vault, Sealer {
  /**
   * Runs work that acts on what it opens: sends it, or takes its lack for the end of a matter. There a damaged key is
   * a DamagedKey; to all others what it has sealed is unreadable as a forgotten person's.
   */
  acting<T>(work: () => Promise<T>): Promise<T>;
}

/** Texts of one person kept in clear for as long as their key is remembered: pages show the same few again and again. */
const OPENED_PER_KEY = 32;

export function createVault({ personalFields, ...deps }: VaultDeps): SealingVault {
  const keys = createDataKeys(deps);
  const acts = new AsyncLocalStorage<true>();
  const opened = new WeakMap<DataKey, LruMap<string, string | null>>();

  async function open(value: string | null | undefined): Promise<string | null> {
    if (value === null || value === undefined) return null;
    const parts = parseSealed(value);
    if (parts === null) return value;
    const key = await keyOf(parts.subject);
    if (key === null) return null;
    const known = opened.getOrInsertComputed(key, () => new LruMap(OPENED_PER_KEY));
    const before = known.get(value);
    if (before !== undefined) return before;
    const text = unseal(parts, key);
    known.set(value, text);
    return text;
  }

  async function keyOf(subject: string): Promise<DataKey | null> {
    try {
      return await keys.find(subject);
    } catch (error) {
      if (error instanceof DamagedKey && !acts.getStore()) return null;
      throw error;
    }
  }

  async function sealValue(subject: string, value: string): Promise<string> {
    const key = await keys.findOrCreate(subject);
    // A value carried over from another event of the same person is sealed already; text that only looks so is not.
    const parts = parseSealed(value);
    if (parts !== null && parts.subject === subject && unseal(parts, key) !== null) return value;
    return seal(subject, key, value);
  }

  const openName = async (actor: Actor): Promise<Actor> =>
    typeof actor.name === "string" ? { ...actor, name: await open(actor.name) } : actor;

  return {
    open,
    seal: sealValue,
    async sealData(event) {
      const fields = personalFields.get(event.type) ?? [];
      const data: Record<string, unknown> = { ...event.data };
      for (const field of fields) {
        const value = data[field];
        if (value === undefined || value === null) continue;
        data[field] = await sealValue(subjectOf(event), textOf(event, field, value));
      }
      return data;
    },
    async sealActor(actor) {
      if (typeof actor.name !== "string") return actor;
      if (actor.id === undefined) {
        throw new Error(`Cannot seal the name of a ${actor.kind}: the actor has no id`);
      }
      return { ...actor, name: await sealValue(actor.id, actor.name) };
    },
    async openEvent<E extends StoredEvent>(event: E): Promise<E> {
      const data: Record<string, unknown> = { ...event.data };
      for (const field of personalFields.get(event.type) ?? []) {
        const value = data[field];
        if (typeof value === "string") data[field] = await open(value);
      }
      return { ...event, data, meta: { ...event.meta, actor: await openName(event.meta.actor) } };
    },
    forget: (subject) => keys.delete(subject),
    acting: (work) => acts.run(true, work),
  };
}

function subjectOf(event: DomainEvent): string {
  const { driverId } = event.data;
  if (typeof driverId === "string" || typeof driverId === "number") return String(driverId);
  throw new Error(`Cannot seal ${event.type}: it holds personal data but no driverId to seal it for`);
}

function textOf(event: DomainEvent, field: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw new Error(`Cannot seal ${event.type}.${field}: personal data must be text, not ${typeof value}`);
}
