// Finds out whose personal data an import has brought without the key that opens it: of a file that was cut off, or
// exported without keys, nothing else tells.
import { DriverForgotten } from "../domain/drivers/events.ts";
import { forgottenDriver } from "../domain/drivers/mod.ts";
import { parseSealed } from "../infra/crypto/sealed.ts";
import { readKeys } from "../infra/crypto/wrapped_keys.ts";
import { parseLine } from "../infra/eventlog/transfer/export_line.ts";

const SEALED = /"(sealed:[^"]+)"/g;

export class UnreadablePeople {
  /** Subject → id of the key that sealed the newest of what is known about them. */
  readonly #keyIds = new Map<string, string>();

  /** Passes the lines of an export on, and notes whose data they carry. Those who were forgotten have no key to miss. */
  async *note(lines: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const line of lines) {
      for (const [, text = ""] of line.matchAll(SEALED)) {
        const parts = parseSealed(text);
        if (parts !== null) this.#keyIds.set(parts.subject, parts.keyId);
      }
      if (line.includes(FORGOTTEN)) {
        const parsed = parseLine(line);
        const subject = parsed !== null && "event" in parsed ? forgottenDriver(parsed.event) : null;
        if (subject !== null) this.#keyIds.delete(subject);
      }
      yield line;
    }
  }

  /** How many of them the store has no key for. */
  async count(kv: Deno.Kv): Promise<number> {
    const missing = new Map(this.#keyIds);
    for await (const { subject, id } of readKeys(kv)) {
      if (missing.get(subject) === id) missing.delete(subject);
    }
    return missing.size;
  }
}

const FORGOTTEN = JSON.stringify(DriverForgotten.shape.type.value);
