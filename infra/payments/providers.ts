// The providers of payments that are switched on, and the doors at which they speak by themselves.
import type { NotificationDoor, PaymentProvider } from "../../domain/payments/ports.ts";
import type { ProviderWorld } from "./provider_world.ts";
import { createStarsWorld } from "./stars/world.ts";
import { createStripeWorld, type StripeWorld } from "./stripe/world.ts";
import { createYooKassaWorld } from "./yookassa/world.ts";

export interface Providers {
  readonly paymentProviders: readonly PaymentProvider[];
  /** Null when YooKassa is not switched on. */
  readonly yookassaDoor: NotificationDoor | null;
  /** Null when Stripe is not switched on. */
  readonly stripe: StripeWorld | null;
}

export async function createProviders(world: ProviderWorld): Promise<Providers> {
  const yookassa = await createYooKassaWorld(world);
  const stars = createStarsWorld(world);
  const stripe = await createStripeWorld(world);
  return {
    paymentProviders: [yookassa?.provider, stars, stripe?.provider].filter((one) => one != null),
    yookassaDoor: yookassa?.door ?? null,
    stripe,
  };
}
