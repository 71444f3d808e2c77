// A stored event back in the form it is written in, byte for byte.
import type { StoredEvent } from "../../domain/shared/event.ts";
import { canonical } from "./canonical.ts";
import type { WritableEvent } from "./record.ts";

export function toWritable(event: StoredEvent): WritableEvent {
  const { position, streamId, version, type, data, meta, hash } = event;
  return { position, streamId, version, type, dataText: canonical(data), metaText: canonical(meta), hash };
}
