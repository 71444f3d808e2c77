// Calls of Stripe as outcomes: done, refused, or a ProviderFailure thrown. What our key is not good for is told to a person.
import type Stripe from "stripe";
import type { Rejection } from "../../../domain/payments/ports.ts";
import type { Clock } from "../../../domain/shared/ports.ts";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";
import type { Alerts } from "../../alerts.ts";
import { createSeldom } from "../seldom.ts";
import type { StripeClients } from "./client.ts";
import { refusalOf } from "./refusal.ts";

/** `right` is what a key must be good for, as the alarm names it: "read refunds". */
export interface StripeCalls {
  ask<T>(right: string, call: (stripe: Stripe) => Promise<T>): Promise<{ readonly ok: T } | Rejection>;
  /** Null when there is no such object. */
  find<T>(right: string, call: (stripe: Stripe) => Promise<T>): Promise<T | null>;
  /** All pages of a list. */
  each<T>(right: string, list: (stripe: Stripe) => AsyncIterable<T>): AsyncGenerator<T>;
}

export function createStripeCalls(
  { clients, clock, alarm }: {
    clients: StripeClients;
    clock: Clock;
    alarm: Alerts["alarm"];
  },
): StripeCalls {
  const isToTell = createSeldom({ clock });

  function refused(right: string, error: unknown): Rejection {
    try {
      return refusalOf(error, clock());
    } catch (failure) {
      if (failure instanceof ProviderFailure) {
        const about = { right, error: failure.message };
        if (failure.kind === "account") alarm("Stripe refuses our key", about);
        if (failure.kind === "forbidden" && isToTell(right)) alarm("Stripe forbids a call", about);
      }
      throw failure;
    }
  }

  async function ask<T>(
    right: string,
    call: (stripe: Stripe) => Promise<T>,
  ): Promise<{ readonly ok: T } | Rejection> {
    try {
      return { ok: await call(await clients.current()) };
    } catch (error) {
      return refused(right, error);
    }
  }

  return {
    ask,
    async find(right, call) {
      const answer = await ask(right, call);
      if ("ok" in answer) return answer.ok;
      if (answer.rejected.code === "resource_missing") return null;
      throw new ProviderFailure(`Stripe: cannot ${right}: ${answer.rejected.code}`, "unknown");
    },
    async *each(right, list) {
      try {
        for await (const one of list(await clients.current())) yield one;
      } catch (error) {
        const { code } = refused(right, error).rejected;
        throw new ProviderFailure(`Stripe: cannot ${right}: ${code}`, "unknown");
      }
    },
  };
}
