// The client of Stripe under whatever secret key holds now. Repeats are ours: the same call, the same key.
import Stripe from "stripe";
import type { ProviderSecret } from "../secret.ts";

/** Milliseconds. */
const TIMEOUT = 20_000;

export interface StripeClients {
  current(): Promise<Stripe>;
}

/** `baseUrl` is an origin: Stripe's own unless a sandbox stands in. */
export function createStripeClients(
  { baseUrl, secretKey, signal }: {
    baseUrl: string;
    secretKey: ProviderSecret;
    /** Aborts when the product stops; what is cut short is asked again with its key. */
    signal: AbortSignal;
  },
): StripeClients {
  const { protocol, hostname, port } = new URL(baseUrl);
  const options = {
    host: hostname,
    ...(port !== "" && { port: Number(port) }),
    protocol: protocol === "http:" ? "http" as const : "https" as const,
    maxNetworkRetries: 0,
    timeout: TIMEOUT,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(until(signal)),
  };
  let made: { key: string; client: Stripe } | null = null;
  return {
    async current() {
      const key = await secretKey.read();
      if (made?.key !== key) made = { key, client: new Stripe(key, options) };
      return made.client;
    },
  };
}

/** The package's own signal is for its time limit. */
function until(stopping: AbortSignal): typeof globalThis.fetch {
  return (input, init) => {
    const signals = [stopping, init?.signal].filter((signal) => signal instanceof AbortSignal);
    return fetch(input, { ...init, signal: AbortSignal.any(signals) });
  };
}
