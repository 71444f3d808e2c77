// Stars from configuration: the bot's own token is all they need.
import type { PaymentProvider } from "../../../domain/payments/ports.ts";
import type { Clock } from "../../../domain/shared/ports.ts";
import type { Config } from "../../config.ts";
import { createApi } from "../../telegram/bot_api.ts";
import { createStars } from "./provider.ts";

/** Null when they are not switched on. */
export function createStarsWorld(
  { config, clock }: { config: Config; clock: Clock },
): PaymentProvider | null {
  if (!config.PAYMENT_PROVIDERS.includes("stars")) return null;
  const api = createApi(config.TELEGRAM_BOT_TOKEN, config.TELEGRAM_API_ROOT);
  return createStars({ api, clock, renews: config.STARS_RENEWAL === "on" });
}
