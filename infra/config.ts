// The environment, parsed once at the door. A bad or missing value stops the start with every problem listed.
import { z } from "zod";
import { LOG_LEVELS } from "./logger.ts";
import {
  missingForProviders,
  paymentMode,
  paymentProviders,
  stripeSecretKey,
  stripeWebhookSecrets,
  webhookTokens,
  YOOKASSA_NETWORKS,
  yookassaSecretKey,
} from "./payments/settings.ts";
import { given, ids, integer, keys, list, networks, number, origin, url } from "./setting_shapes.ts";

/** The problems of an environment, by variable name; values are never shown. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `Cannot start, the environment has ${problems.length} problem(s):\n${
        problems.map((p) => `  ${p}`).join("\n")
      }`,
    );
    this.name = "ConfigError";
  }
}

const Environment = z.object({
  PORT: integer(0, 65535).default(8000),
  HOST: given.default("0.0.0.0"),
  BASE_URL: origin.optional(),
  KV_PATH: given.default("./data/cargotech.kv"),
  SECRET_KEY: keys((bytes) => bytes >= 32, "must be base64 of at least 32 bytes (a comma list for rotation)"),
  ENCRYPTION_KEYS: keys((bytes) => bytes === 32, "must be a comma list of base64 keys of exactly 32 bytes"),
  TELEGRAM_BOT_TOKEN: z.string().regex(/^\d+:[A-Za-z0-9_-]+$/, "must look like 123456:ABC…"),
  TELEGRAM_BOT_USERNAME: z.string().transform((name) => name.replace(/^@/, "")).pipe(given),
  TELEGRAM_API_ROOT: url.default("https://api.telegram.org"),
  TELEGRAM_MODE: z.enum(["webhook", "polling", "off"], { error: "must be webhook, polling or off" })
    .optional(),
  TELEGRAM_WEBHOOK_SECRET: z.string().regex(/^[A-Za-z0-9_-]{1,256}$/, "must be 1–256 of A–Z a–z 0–9 _ -")
    .optional(),
  DISPATCH_CHAT_ID: z.string().regex(/^-?\d{1,20}$/, "must be a Telegram chat id"),
  INIT_DATA_MAX_AGE: integer(1, 86_400).default(300),
  ADMIN_TELEGRAM_IDS: ids.default([]),
  CARGOTECH_BASE_URL: url.default("https://api.cargotech.pro"),
  CARGOTECH_PHONE: given,
  CARGOTECH_PASSWORD: given,
  CARGOTECH_TOKEN_CACHE_TTL: integer(1).default(86_400),
  CARGOTECH_RATE_PER_MINUTE: integer(1).default(600),
  LIST_CACHE_TTL: integer(0).default(300),
  DETAIL_CACHE_TTL: integer(0).default(900),
  CITY_CACHE_TTL: integer(0).default(86_400),
  ALERT_POLL_SECONDS: integer(1).default(60),
  TELEGRAM_GLOBAL_PER_SECOND: integer(1).default(30),
  TELEGRAM_CHAT_PER_SECOND: integer(1).default(1),
  TELEGRAM_GROUP_PER_MINUTE: integer(1).default(20),
  TRIAL_DAYS: integer(0, 365).default(0),
  GRACE_DAYS: integer(0, 30).default(0),
  PAYMENT_PROVIDERS: paymentProviders.default([]),
  STARS_RENEWAL: z.enum(["on", "off"], { error: "must be on or off" }).default("off"),
  STRIPE_BASE_URL: origin.default("https://api.stripe.com"),
  STRIPE_SECRET_KEY: stripeSecretKey.optional(),
  STRIPE_WEBHOOK_SECRET: stripeWebhookSecrets.default([]),
  YOOKASSA_BASE_URL: url.default("https://api.yookassa.ru/v3"),
  YOOKASSA_SHOP_ID: z.string().regex(/^[\w-]{1,64}$/, "must be the number of the shop").optional(),
  YOOKASSA_SECRET_KEY: yookassaSecretKey.optional(),
  YOOKASSA_WEBHOOK_TOKEN: webhookTokens.default([]),
  YOOKASSA_ALLOWED_IPS: networks.default(YOOKASSA_NETWORKS),
  YOOKASSA_VAT_CODE: integer(1, 12).optional(),
  YOOKASSA_TAX_SYSTEM_CODE: integer(1, 6).optional(),
  YOOKASSA_PAYMENT_MODE: paymentMode.optional(),
  TRUSTED_PROXIES: networks.default([]),
  RATE_LIMIT_PER_SECOND: number(0.1).default(10),
  FRAME_ANCESTORS: list.pipe(z.array(url)).default([]),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(", ")}` }).default("info"),
  SENTRY_DSN: url.optional(),
});

type Parsed = z.infer<typeof Environment>;

/** How Telegram's updates reach us. */
export type Updates =
  | { readonly mode: "webhook"; readonly secret: string }
  | { readonly mode: "polling" }
  | { readonly mode: "off" };

export type Config = Omit<Parsed, "BASE_URL" | "TELEGRAM_MODE" | "TELEGRAM_WEBHOOK_SECRET"> & {
  readonly BASE_URL: string;
  /** Secure cookies and HSTS. */
  readonly https: boolean;
  readonly updates: Updates;
};

/** Some of the settings alone, for commands that need no more. Throws ConfigError. */
export function parseSettings<Name extends keyof Parsed>(
  environment: Readonly<Record<string, string>>,
  ...names: Name[]
): Pick<Parsed, Name> {
  const wanted = z.object(Object.fromEntries(names.map((name) => [name, Environment.shape[name]])));
  const parsed = wanted.safeParse(presentIn(environment));
  if (!parsed.success) throw new ConfigError([...new Set(parsed.error.issues.map(describe))]);
  return parsed.data as unknown as Pick<Parsed, Name>;
}

/** Parses environment variables; empty ones count as absent. Throws ConfigError. */
export function parseConfig(environment: Readonly<Record<string, string>>): Config {
  const present = presentIn(environment);
  const parsed = Environment.safeParse(present);
  const https = /^\s*https:/i.test(present["BASE_URL"] ?? "");
  const mode = present["TELEGRAM_MODE"] ?? (https ? "webhook" : "polling");
  const problems = parsed.success ? [] : parsed.error.issues.map(describe);
  if (mode === "webhook" && present["TELEGRAM_WEBHOOK_SECRET"] === undefined) {
    problems.push("TELEGRAM_WEBHOOK_SECRET: is required in webhook mode");
  }
  problems.push(...missingForProviders(present));
  if (!parsed.success || problems.length > 0) throw new ConfigError([...new Set(problems)]);

  const {
    BASE_URL = `http://localhost:${parsed.data.PORT}`,
    TELEGRAM_MODE: _,
    TELEGRAM_WEBHOOK_SECRET,
    ...rest
  } = parsed.data;
  const updates: Updates = mode === "webhook"
    ? { mode, secret: TELEGRAM_WEBHOOK_SECRET! }
    : { mode: mode === "off" ? "off" : "polling" };
  return { ...rest, BASE_URL, https, updates };
}

function presentIn(environment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value.trim() !== ""));
}

function describe({ path, message, code, input }: z.core.$ZodIssue): string {
  const missing = code === "invalid_type" && input === undefined;
  return `${String(path[0])}: ${missing ? "is required" : message}`;
}

/** Values that must never appear in a log, an event or an answer. */
export function secretsOf(config: Config): string[] {
  return [
    config.TELEGRAM_BOT_TOKEN,
    config.CARGOTECH_PASSWORD,
    config.CARGOTECH_PHONE,
    ...(config.STRIPE_SECRET_KEY === undefined ? [] : [config.STRIPE_SECRET_KEY]),
    ...config.STRIPE_WEBHOOK_SECRET,
    ...(config.YOOKASSA_SECRET_KEY === undefined ? [] : [config.YOOKASSA_SECRET_KEY]),
    ...config.YOOKASSA_WEBHOOK_TOKEN,
    ...[...config.SECRET_KEY, ...config.ENCRYPTION_KEYS].map((key) => key.toBase64()),
    ...(config.updates.mode === "webhook" ? [config.updates.secret] : []),
  ];
}
