// The demo's outside world: sandboxes, settings with throw-away secrets, and where everything answers.
import { parseSettings } from "../infra/config.ts";
import { type Child, freePort, startChild, untilAnswers } from "./processes.ts";

export interface DemoWorld {
  readonly children: Child[];
  /** The product's environment. */
  readonly env: Record<string, string>;
  readonly app: string;
  readonly phone: string;
  readonly cargotech: string;
  readonly yookassa: string;
  readonly stripe: string;
}

const BOT = { token: "7000000001:sandbox-token", username: "cargotech_sandbox_bot" };
const ACCOUNT = { phone: "+7 900 000-00-01", password: "sandbox-password" };
const DISPATCH_CHAT_ID = "-1000000001";
/** Мария Кузнецова of the Telegram sandbox. */
const ADMIN_ID = "700000201";
const SHOP = {
  id: "100500",
  key: "test_sandbox-secret-key",
  token: randomKey().replace(/[^A-Za-z0-9]/g, "x"),
};
const STRIPE = { key: "sk_test_sandbox", webhook: "whsec_sandbox" };
const SANDBOX_PERMISSIONS = ["--allow-net", "--allow-env", "--allow-read", "--no-prompt"];

/**
 * Starts the sandboxes. Nothing outlives the process; `kvPath` is where the product keeps its data. The product is at
 * PORT, the sandboxes at 8081 to 8084; where one of these is taken, at any free port.
 */
export async function startDemoWorld(kvPath: string): Promise<DemoWorld> {
  const { PORT } = parseSettings(Deno.env.toObject(), "PORT");
  const [port, cargotechPort, telegramPort] = [freePort(PORT), freePort(8081), freePort(8082)];
  const app = `http://localhost:${port}`;
  const cargotech = startChild(
    "the CargoTech sandbox",
    [...SANDBOX_PERMISSIONS, "sandbox/cargotech/main.ts"],
    {
      SANDBOX_PORT: String(cargotechPort),
      SANDBOX_PHONE: ACCOUNT.phone,
      SANDBOX_PASSWORD: ACCOUNT.password,
    },
  );
  const telegram = startChild("the Telegram sandbox", [...SANDBOX_PERMISSIONS, "sandbox/telegram/main.ts"], {
    SANDBOX_PORT: String(telegramPort),
    SANDBOX_BOT_TOKEN: BOT.token,
    SANDBOX_BOT_USERNAME: BOT.username,
    SANDBOX_APP_URL: app,
    SANDBOX_DISPATCH_CHAT_ID: DISPATCH_CHAT_ID,
  });
  const yookassaPort = freePort(8083);
  const yookassa = startChild("the YooKassa sandbox", [...SANDBOX_PERMISSIONS, "sandbox/yookassa/main.ts"], {
    SANDBOX_PORT: String(yookassaPort),
    SANDBOX_SHOP_ID: SHOP.id,
    SANDBOX_SECRET_KEY: SHOP.key,
    SANDBOX_NOTIFICATION_URL: `${app}/webhooks/yookassa/${SHOP.token}`,
    SANDBOX_PUBLIC_ORIGIN: `http://localhost:${yookassaPort}`,
  });
  const stripePort = freePort(8084);
  const stripe = startChild("the Stripe sandbox", [...SANDBOX_PERMISSIONS, "sandbox/stripe/main.ts"], {
    SANDBOX_PORT: String(stripePort),
    SANDBOX_SECRET_KEY: STRIPE.key,
    SANDBOX_WEBHOOK_URL: `${app}/webhooks/stripe`,
    SANDBOX_WEBHOOK_SECRET: STRIPE.webhook,
  });
  const addresses = {
    stripe: `http://127.0.0.1:${stripePort}`,
    yookassa: `http://127.0.0.1:${yookassaPort}`,
    cargotech: `http://127.0.0.1:${cargotechPort}`,
    telegram: `http://127.0.0.1:${telegramPort}`,
  };
  await Promise.all([
    untilAnswers(addresses.cargotech, cargotech),
    untilAnswers(addresses.telegram, telegram),
    untilAnswers(addresses.stripe, stripe),
    untilAnswers(addresses.yookassa, yookassa),
  ]);

  const phone = `http://localhost:${telegramPort}`;
  const env = {
    PORT: String(port),
    KV_PATH: kvPath,
    SECRET_KEY: randomKey(),
    ENCRYPTION_KEYS: randomKey(),
    TELEGRAM_BOT_TOKEN: BOT.token,
    TELEGRAM_BOT_USERNAME: BOT.username,
    TELEGRAM_API_ROOT: addresses.telegram,
    TELEGRAM_MODE: "polling",
    DISPATCH_CHAT_ID,
    ADMIN_TELEGRAM_IDS: ADMIN_ID,
    CARGOTECH_BASE_URL: addresses.cargotech,
    CARGOTECH_PHONE: ACCOUNT.phone,
    CARGOTECH_PASSWORD: ACCOUNT.password,
    PAYMENT_PROVIDERS: "yookassa,stars,stripe",
    YOOKASSA_BASE_URL: `${addresses.yookassa}/v3`,
    YOOKASSA_SHOP_ID: SHOP.id,
    YOOKASSA_SECRET_KEY: SHOP.key,
    YOOKASSA_WEBHOOK_TOKEN: SHOP.token,
    YOOKASSA_ALLOWED_IPS: "127.0.0.1,::1",
    STRIPE_BASE_URL: addresses.stripe,
    STRIPE_SECRET_KEY: STRIPE.key,
    STRIPE_WEBHOOK_SECRET: STRIPE.webhook,
    FRAME_ANCESTORS: phone,
    // Nobody who tries the demo waits a minute for the first alert.
    ALERT_POLL_SECONDS: "10",
    LOG_LEVEL: "warn",
  };
  return {
    children: [cargotech, telegram, yookassa, stripe],
    env,
    app,
    phone,
    cargotech: addresses.cargotech,
    yookassa: addresses.yookassa,
    stripe: addresses.stripe,
  };
}

function randomKey(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
}

/** How task `start` runs the product: what it may do, and how much garbage it may leave lying about. */
export const PRODUCT_FLAGS = [
  "--v8-flags=--max-old-space-size=1024",
  "--allow-net",
  "--allow-env",
  "--allow-sys",
  "--allow-read",
  "--allow-write",
  "--no-prompt",
];
