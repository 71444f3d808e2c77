// Stripe from configuration: the provider, and the door at which it speaks by itself.
import type { SignedDoor } from "../../../domain/payments/observation/signed_door.ts";
import { itemsOf } from "../../../domain/settings/secrets.ts";
import { createInbox } from "../inbox.ts";
import type { ProviderWorld } from "../provider_world.ts";
import { createProviderSecret } from "../secret.ts";
import { createStripeDoor } from "./door.ts";
import { createStripe, type StripeProvider } from "./provider.ts";

export interface StripeWorld {
  readonly provider: StripeProvider;
  readonly door: SignedDoor;
}

/** Null when it is not switched on. */
export async function createStripeWorld(world: ProviderWorld): Promise<StripeWorld | null> {
  const { config, secrets } = world;
  const { STRIPE_SECRET_KEY = "", STRIPE_WEBHOOK_SECRET, STRIPE_BASE_URL, BASE_URL } = config;
  if (!config.PAYMENT_PROVIDERS.includes("stripe")) return null;
  const secretKey = await createProviderSecret(secrets, "stripe_secret_key", STRIPE_SECRET_KEY);
  const signing = await createProviderSecret(
    secrets,
    "stripe_webhook_secret",
    STRIPE_WEBHOOK_SECRET.join(","),
  );
  const provider = createStripe({
    ...world,
    baseUrl: STRIPE_BASE_URL,
    secretKey,
    returnUrl: (paymentId) => `${BASE_URL}/payments/${paymentId}`,
  });
  const door = createStripeDoor({
    ...world,
    clock: world.machineClock,
    inbox: createInbox(world),
    webhookSecrets: async () => itemsOf(await signing.read()),
    test: () => provider.account.test,
  });
  return { provider, door };
}
