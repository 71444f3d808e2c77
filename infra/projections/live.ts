// Which build of a view is shown. One set switches from one build to the next.
import { toBytes } from "../eventlog/record.ts";
import { liveKey } from "./keys.ts";
import { readable } from "./readable.ts";

interface LiveRecord {
  readonly v: 1;
  readonly build: string;
}

/** What is shown now; `build` is null when the view is new. */
export interface Live {
  readonly build: string | null;
  readonly versionstamp: string | null;
  /** Something was written over the record: `build` is null. */
  readonly damaged?: true;
}

export async function readLive(kv: Deno.Kv, name: string): Promise<Live> {
  const { value, versionstamp } = await kv.get<Uint8Array>(liveKey(name));
  if (value === null) return { build: null, versionstamp };
  const build = readable<LiveRecord>(value)?.build;
  return typeof build === "string" ? { build, versionstamp } : { build: null, versionstamp, damaged: true };
}

export function encodeLive(build: string): Uint8Array {
  return toBytes(JSON.stringify({ v: 1, build } satisfies LiveRecord));
}
