// Calls of Stripe as outcomes: done, refused, or a ProviderFailure thrown. What our key is not good for is told to a person.
import type Stripe from "stripe";
import type { Rejection } from "../../../domain/payments/ports.ts";
import type { Clock } from "../../../domain/shared/ports.ts";
import { ProviderFailure } from "../failure.ts";
import type { StripeClients } from "./client.ts";
import { refusalOf } from "./refusal.ts";

export interface StripeCalls {
  ask<T>(call: (stripe: Stripe) => Promise<T>): Promise<{ readonly ok: T } | Rejection>;
  /** Null when there is no such object. */
  find<T>(call: (stripe: Stripe) => Promise<T>): Promise<T | null>;
  /** All pages of a list. */
  each<T>(list: (stripe: Stripe) => AsyncIterable<T>): AsyncGenerator<T>;
}

export function createStripeCalls(
  { clients, clock, alarm }: {
    clients: StripeClients;
    clock: Clock;
    alarm: (message: string, fields?: Readonly<Record<string, unknown>>) => void;
  },
): StripeCalls {
  function refused(error: unknown): Rejection {
    try {
      return refusalOf(error, clock());
    } catch (failure) {
      if (failure instanceof ProviderFailure) {
        const about = { error: failure.message };
        if (failure.kind === "account") alarm("Stripe refuses our key", about);
        if (failure.kind === "forbidden") alarm("Stripe forbids a call", about);
      }
      throw failure;
    }
  }

  async function ask<T>(call: (stripe: Stripe) => Promise<T>): Promise<{ readonly ok: T } | Rejection> {
    try {
      return { ok: await call(await clients.current()) };
    } catch (error) {
      return refused(error);
    }
  }

  return {
    ask,
    async find(call) {
      const answer = await ask(call);
      if ("ok" in answer) return answer.ok;
      if (answer.rejected.code === "resource_missing") return null;
      throw new Error(`Cannot look at an object of Stripe: ${answer.rejected.code}`);
    },
    async *each(list) {
      try {
        for await (const one of list(await clients.current())) yield one;
      } catch (error) {
        throw new Error(`Cannot list objects of Stripe: ${refused(error).rejected.code}`);
      }
    },
  };
}
