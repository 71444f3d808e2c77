// Holds calls back once YooKassa has said that they are too many, or that our credentials are no good.
import type { Clock } from "../../../domain/shared/ports.ts";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";

export interface Gate {
  /** Throws ProviderFailure while calls with this secret are held back. */
  pass(secret: string): void;
  /** Closes for longer each time; answers the failure to throw. `waitMs`: what they asked for. */
  close(kind: "busy" | "account", why: string, secret: string, waitMs?: number): ProviderFailure;
  opened(): void;
}

const BUSY = { first: 1_000, longest: 60_000 };
const ACCOUNT = { first: 30_000, longest: 600_000 };

export function createGate({ clock, random }: { clock: Clock; random: () => number }): Gate {
  let closed: { failure: ProviderFailure; secret: string; until: number } | null = null;
  let inRow = 0;
  return {
    pass(secret) {
      if (!closed || clock() >= closed.until) return;
      // Credentials that were changed deserve a try at once.
      if (closed.failure.kind === "account" && closed.secret !== secret) return;
      throw closed.failure;
    },
    close(kind, why, secret, waitMs = 0) {
      const { first, longest } = kind === "busy" ? BUSY : ACCOUNT;
      const whole = Math.min(longest, first * 2 ** Math.min(inRow, 20));
      inRow++;
      const until = clock() + Math.max(waitMs, whole / 2 + random() * whole / 2);
      closed = { failure: new ProviderFailure(why, kind, until), secret, until };
      return closed.failure;
    },
    opened() {
      closed = null;
      inRow = 0;
    },
  };
}
