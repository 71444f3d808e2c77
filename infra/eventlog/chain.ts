// The hash chain: every event vouches for itself and for everything before it.
import { createHash } from "node:crypto";
import type { StoredEvent } from "../../domain/shared/event.ts";
import { canonical } from "./canonical.ts";

/** What the first event is chained to. */
export const GENESIS = "0".repeat(64);

/** An event with its data and meta already in canonical JSON. */
export interface ChainedParts {
  readonly position: number;
  readonly streamId: string;
  readonly version: number;
  readonly type: string;
  readonly dataText: string;
  readonly metaText: string;
}

/** Lower-case hex of sha256 over the previous hash (64 hex characters) and the canonical JSON of the event, in UTF-8. */
export function chainHash(previous: string, event: ChainedParts): string {
  const text = `{"data":${event.dataText},"meta":${event.metaText},"position":${event.position},"streamId":${
    JSON.stringify(event.streamId)
  },"type":${JSON.stringify(event.type)},"version":${event.version}}`;
  return createHash("sha256").update(previous + text).digest("hex");
}

/** The hash a stored event must have after the previous one. */
export function expectedHash(previous: string, event: StoredEvent): string {
  const { position, streamId, version, type } = event;
  const dataText = canonical(event.data);
  return chainHash(previous, {
    position,
    streamId,
    version,
    type,
    dataText,
    metaText: canonical(event.meta),
  });
}
