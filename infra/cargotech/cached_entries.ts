// Cached answers at rest in Deno KV, so that a restart does not ask CargoTech everything again.
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import { z } from "zod";

/** An answer and when it came, UTC milliseconds. */
export interface CachedEntry<T> {
  readonly at: number;
  readonly value: T;
}

export interface CachedEntries<T> {
  get(key: string): Promise<CachedEntry<T> | null>;
  set(key: string, entry: CachedEntry<T>): Promise<void>;
  delete(key: string): Promise<void>;
  clear(): Promise<void>;
}

/** Keys fall into so many slots by their hash; a slot keeps its newest key. That bounds the space for good. */
const SLOTS = 16_384;
/** Below the limit of one KV value; what does not fit when compressed is not kept. */
const LARGEST = 60_000;

const Slot = z.object({ key: z.string(), at: z.number(), body: z.instanceof(Uint8Array) });
const deflate = promisify<Uint8Array, Buffer>(deflateRaw);
const inflate = promisify<Uint8Array, Buffer>(inflateRaw);

/**
 * `shape` names the form of the values: changing it orphans what was kept. Values are JSON; what is older than
 * `longestMs` may disappear.
 */
export function createCachedEntries<T>(
  { kv, name, shape, longestMs }: { kv: Deno.Kv; name: string; shape: number; longestMs: number },
): CachedEntries<T> {
  const slot = (key: string) => {
    const hash = createHash("sha256").update(key).digest();
    return ["cache", name, shape, hash.readUInt32BE(0) % SLOTS];
  };
  return {
    async get(key) {
      const found = Slot.safeParse((await kv.get(slot(key))).value);
      if (!found.success || found.data.key !== key) return null;
      const json = (await inflate(found.data.body)).toString();
      return { at: found.data.at, value: JSON.parse(json) as T };
    },
    async set(key, { at, value }) {
      const body = new Uint8Array(await deflate(Buffer.from(JSON.stringify(value))));
      if (key.length + body.length > LARGEST) return;
      await kv.set(slot(key), { key, at, body }, { expireIn: longestMs });
    },
    delete: (key) => kv.delete(slot(key)),
    async clear() {
      for await (const { key } of kv.list({ prefix: ["cache", name] })) await kv.delete(key);
    },
  };
}
