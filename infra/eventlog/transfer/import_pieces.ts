// An export cut into what one write of an import holds: events, and the keys that open what is said in them.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { keyIdsIn } from "../../crypto/sealed.ts";
import type { WrappedKey } from "../../crypto/wrapped_keys.ts";
import { eventKey, keyBytes } from "../keys.ts";
import { MAX_KEY_BYTES, MAX_RECORD_BYTES } from "../limits.ts";
import { toBytes } from "../record.ts";
import { parseLine } from "./export_line.ts";

export interface Piece {
  readonly events: StoredEvent[];
  /** Those that open something in these events and nothing in an earlier piece. */
  readonly needed: Set<WrappedKey>;
}

const EVENTS_AT_ONCE = 400;
/** Each is a check of the write, of which there may be a hundred. */
const KEYS_AT_ONCE = 90;

/** The events after the position, as many together as one record of the log holds. */
export async function* piecesOf(
  lines: AsyncIterable<string>,
  after: number,
  keys: readonly WrappedKey[],
): AsyncGenerator<Piece> {
  const toCome = new Map(keys.map((key) => [key.id, key]));
  let piece: Piece = { events: [], needed: new Set() };
  let bytes = 0, keysBytes = 0;
  for await (const text of lines) {
    const line = parseLine(text);
    if (line === null || "key" in line || line.event.position <= after) continue;
    const { event } = line;
    // A line is longer than the event in a record: its members are named there.
    const size = toBytes(text).length, key = keyBytes(eventKey(event.streamId, event.version));
    const full = bytes + size > MAX_RECORD_BYTES || keysBytes + key > MAX_KEY_BYTES / 2 ||
      piece.events.length === EVENTS_AT_ONCE || piece.needed.size >= KEYS_AT_ONCE;
    if (full && piece.events.length > 0) {
      yield piece;
      piece = { events: [], needed: new Set() };
      bytes = keysBytes = 0;
    }
    piece.events.push(event);
    bytes += size;
    keysBytes += key;
    for (const id of keyIdsIn(text)) {
      const opening = toCome.get(id);
      if (opening === undefined) continue;
      piece.needed.add(opening);
      toCome.delete(id);
    }
  }
  if (piece.events.length > 0) yield piece;
}
