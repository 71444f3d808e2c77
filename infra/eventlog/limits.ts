// How much fits into one atomic write. Measured on Deno 2.9: 100 checks, 1,000 mutations, 800 KiB of values, 80 KiB of
// keys, 64 KiB a value, 2 KiB a key; kept a little below. The size of a commit record is our choice.

const MAX_CHECKS = 99;
export const MAX_MUTATIONS = 900;
export const MAX_KEY_BYTES = 70_000;
export const MAX_TOTAL_BYTES = 700_000;
/** One commit record of the log; a batch stops growing there, a single larger commit gets several records. */
export const MAX_RECORD_BYTES = 60_000;
/** Data and meta of one event in canonical JSON. */
export const MAX_EVENT_BYTES = 40_000;
/** A queued message or a stored command result. */
export const MAX_VALUE_BYTES = 60_000;
/** Ids of streams, commands and messages, in UTF-8. */
export const MAX_ID_BYTES = 500;

/** What a commit needs of an atomic write. */
export interface Cost {
  readonly checks: number;
  readonly mutations: number;
  readonly keyBytes: number;
  /** Bytes of the commit record alone. */
  readonly recordBytes: number;
  readonly totalBytes: number;
}

/** Head and commit record of any batch. */
export const BATCH_COST: Cost = { checks: 1, mutations: 3, keyBytes: 100, recordBytes: 40, totalBytes: 400 };

export function add(a: Cost, b: Cost): Cost {
  return {
    checks: a.checks + b.checks,
    mutations: a.mutations + b.mutations,
    keyBytes: a.keyBytes + b.keyBytes,
    recordBytes: a.recordBytes + b.recordBytes,
    totalBytes: a.totalBytes + b.totalBytes,
  };
}

/** Whether one atomic write can hold it, in one commit record or more. */
export function fitsAtomic(cost: Cost): boolean {
  return cost.checks <= MAX_CHECKS && cost.mutations <= MAX_MUTATIONS && cost.keyBytes <= MAX_KEY_BYTES &&
    cost.totalBytes <= MAX_TOTAL_BYTES;
}
