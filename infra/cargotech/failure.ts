// We could not get an answer out of CargoTech. What it answers with a sense (404, 422) is a value, never one of these.

export class CargoTechFailure extends Error {
  constructor(
    message: string,
    readonly kind:
      | "network"
      | "timeout"
      | "torn"
      | "not_json"
      | "status"
      | "declined"
      | "breaker_open"
      | "budget"
      | "waited"
      | "sign_in"
      | "stopped",
    readonly details: {
      /** HTTP status, when there was one. */
      readonly status?: number;
      /** What `Retry-After` or `X-RateLimit-Reset-After` asked for. */
      readonly retryAfterMs?: number;
    } = {},
  ) {
    super(message);
    this.name = "CargoTechFailure";
  }

  /** It tells something about CargoTech: our own breaker, budget or stop refused nothing. */
  get upstreams(): boolean {
    return this.kind !== "breaker_open" && this.kind !== "budget" && this.kind !== "stopped";
  }

  /** Worth another attempt: the network, a torn answer, or an upstream that says "later". */
  get transient(): boolean {
    const { status } = this.details;
    return this.kind === "network" || this.kind === "timeout" || this.kind === "torn" ||
      (this.kind === "status" && (status === 429 || status === 502 || status === 503 || status === 504));
  }
}
