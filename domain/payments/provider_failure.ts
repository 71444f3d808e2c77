// A provider that gave no answer we can act on: part of the port. A refusal of what was asked is no failure: it is a
// value.

/**
 * `unknown`: it may or may not have been done, so the same call with the same key is made again.
 * `busy`: surely not done, they want us to slow down. `account`: surely not done, nor anything else before our
 * credentials are mended. `forbidden`: surely not done, we have no right to this one thing.
 */
export type FailureKind = "unknown" | "busy" | "account" | "forbidden";

export class ProviderFailure extends Error {
  /** `retryAt`: UTC milliseconds before which asking again is pointless. */
  constructor(message: string, readonly kind: FailureKind, readonly retryAt?: number) {
    super(message);
    this.name = "ProviderFailure";
  }
}
