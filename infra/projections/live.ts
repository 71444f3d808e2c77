// Which build of a view is shown. One set switches from one build to the next.
import { fromBytes, toBytes } from "../eventlog/record.ts";
import { liveKey } from "./keys.ts";

interface LiveRecord {
  readonly v: 1;
  readonly build: string;
}

/** What is shown now; `build` is null when the view is new. */
export interface Live {
  readonly build: string | null;
  readonly versionstamp: string | null;
}

export async function readLive(kv: Deno.Kv, name: string): Promise<Live> {
  const { value, versionstamp } = await kv.get<Uint8Array>(liveKey(name));
  return { build: value === null ? null : fromBytes<LiveRecord>(value).build, versionstamp };
}

export function encodeLive(build: string): Uint8Array {
  return toBytes(JSON.stringify({ v: 1, build } satisfies LiveRecord));
}
