// Port: where a provider whose statements are signed leaves them. What it says is true once the signature is good.

export interface SignedCall {
  /** To the byte, as it came. */
  readonly body: string;
  readonly signature: string | null;
  readonly remoteIp: string;
  readonly correlationId: string;
}

export interface SignedDoor {
  /**
   * Resolves once the statement is durable; it is obeyed later, from the queue. Refused and noted when the signature is
   * bad, or when it is about money of the other kind (play or real).
   */
  receive(call: SignedCall): Promise<{ ok: true } | { refused: "bad_request" }>;
}
