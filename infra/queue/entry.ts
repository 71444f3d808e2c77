// A pending message where it was when it was read.
import { laneOrder, type MessageRecord } from "./message_record.ts";

export interface Entry {
  /** UTC milliseconds when it may next be taken. */
  readonly due: number;
  readonly versionstamp: string;
  /** Sortable place in its lane. */
  readonly order: string;
  readonly message: MessageRecord;
}

export function toEntry(due: number, versionstamp: string, message: MessageRecord): Entry {
  return { due, versionstamp, order: laneOrder(versionstamp, message), message };
}
