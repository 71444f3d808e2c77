// The payment a press on "pay" comes to.
import type { Payment } from "../state.ts";

export interface Begun {
  readonly paymentId: string;
  /** False for one that was there already. */
  readonly created: boolean;
  readonly state: Payment;
  /** Of the newest event that `state` has seen. */
  readonly position: number;
}
