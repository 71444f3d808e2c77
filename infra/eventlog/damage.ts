// What a reader of the log throws instead of handing out events that are not what was written.

/** Names the first position that cannot be read. Only a repair or a backup helps, so it is never worth a retry. */
export class LogDamage extends Error {
  override readonly name = "LogDamage";

  constructor(readonly position: number, readonly what: string, options?: ErrorOptions) {
    super(`Cannot read the log at position ${position}: ${what}`, options);
  }
}

/** Of a record or a segment that begins where another holds the position. */
export const INSIDE_ANOTHER = "what lies there begins inside another record or sealed segment";
