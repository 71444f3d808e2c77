// Ports of drivers beside those every context shares.

/** A phone Telegram vouches for, and whose it is. */
export interface SignedContact {
  readonly userId: number;
  /** E.164. */
  readonly phone: string;
}

/** What Telegram signed when a person shared their contact; null when it is not genuine, or old. Never throws. */
export type CheckContact = (signed: string) => SignedContact | null;
