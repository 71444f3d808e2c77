// YooKassa from configuration: the provider, and the door at which it speaks by itself.
import type { NotificationDoor, PaymentProvider } from "../../../domain/payments/ports.ts";
import { createNetworkList } from "../../web/networks.ts";
import { createInbox } from "../inbox.ts";
import type { ProviderWorld } from "../provider_world.ts";
import { createProviderSecret } from "../secret.ts";
import { createYooKassaDoor } from "./door.ts";
import { createExchange } from "./http.ts";
import { createYooKassa } from "./provider.ts";

export interface YooKassa {
  readonly provider: PaymentProvider;
  readonly door: NotificationDoor;
}

/** Null when it is not switched on. */
export async function createYooKassaWorld(world: ProviderWorld): Promise<YooKassa | null> {
  const { config, secrets } = world;
  const { YOOKASSA_SHOP_ID: shopId = "", YOOKASSA_SECRET_KEY = "" } = config;
  if (!config.PAYMENT_PROVIDERS.includes("yookassa")) return null;
  const secretKey = await createProviderSecret(secrets, "yookassa_secret_key", YOOKASSA_SECRET_KEY);
  const inEnvironment = config.YOOKASSA_WEBHOOK_TOKEN.join(",");
  const tokens = await createProviderSecret(secrets, "yookassa_webhook_token", inEnvironment);
  const { YOOKASSA_VAT_CODE: vatCode, YOOKASSA_TAX_SYSTEM_CODE: taxSystemCode } = config;
  const { YOOKASSA_PAYMENT_MODE: mode } = config;
  const system = taxSystemCode === undefined ? {} : { taxSystemCode };
  const exchange = createExchange({
    ...world,
    baseUrl: config.YOOKASSA_BASE_URL,
    shopId,
    secretKey,
    fetch: globalThis.fetch,
  });
  return {
    provider: createYooKassa({
      exchange,
      shopId,
      secretKey,
      alarm: world.alarm,
      returnUrl: (paymentId) => `${config.BASE_URL}/payments/${paymentId}`,
      ...(vatCode !== undefined && mode && { receipts: { vatCode, paymentMode: mode, ...system } }),
    }),
    door: createYooKassaDoor({
      tokens,
      isTheirs: createNetworkList(config.YOOKASSA_ALLOWED_IPS),
      inbox: createInbox(world),
    }),
  };
}
