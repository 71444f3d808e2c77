// The environment at the door: documented defaults, every problem named at once, no value ever shown.
import assert from "node:assert/strict";
import { ConfigError, parseConfig, secretsOf } from "../../infra/config.ts";

const key = (byte: number, bytes = 32) => new Uint8Array(bytes).fill(byte).toBase64();

const REQUIRED = {
  SECRET_KEY: key(1),
  ENCRYPTION_KEYS: key(2),
  TELEGRAM_BOT_TOKEN: "123456:ABC-def_1",
  TELEGRAM_BOT_USERNAME: "cargo_bot",
  DISPATCH_CHAT_ID: "-1001234567890",
  CARGOTECH_PHONE: "+79001112233",
  CARGOTECH_PASSWORD: "correct horse",
};

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};
const problemOf = (name: string, value: string) => problemsOf({ ...REQUIRED, [name]: value });

Deno.test("what is not given is as documented", () => {
  const { SECRET_KEY, ENCRYPTION_KEYS, ...rest } = parseConfig(REQUIRED);
  assert.deepEqual([SECRET_KEY.length, ENCRYPTION_KEYS.length], [1, 1]);
  const documented = {
    PORT: 8000,
    HOST: "0.0.0.0",
    BASE_URL: "http://localhost:8000",
    https: false,
    KV_PATH: "./data/cargotech.kv",
    TELEGRAM_API_ROOT: "https://api.telegram.org",
    updates: { mode: "polling" },
    INIT_DATA_MAX_AGE: 300,
    ADMIN_TELEGRAM_IDS: [],
    CARGOTECH_BASE_URL: "https://api.cargotech.pro",
    CARGOTECH_TOKEN_CACHE_TTL: 86_400,
    CARGOTECH_RATE_PER_MINUTE: 600,
    LIST_CACHE_TTL: 300,
    DETAIL_CACHE_TTL: 900,
    CITY_CACHE_TTL: 86_400,
    TELEGRAM_GLOBAL_PER_SECOND: 30,
    TELEGRAM_CHAT_PER_SECOND: 1,
    TELEGRAM_GROUP_PER_MINUTE: 20,
    TRUSTED_PROXIES: [],
    RATE_LIMIT_PER_SECOND: 10,
    LOG_LEVEL: "info",
  };
  for (const [name, value] of Object.entries(documented)) {
    assert.deepEqual(rest[name as keyof typeof rest], value, name);
  }
  assert.equal(rest.SENTRY_DSN, undefined);
});

Deno.test("every missing variable is listed at once, by name", () => {
  const problems = problemsOf({});
  assert.deepEqual(problems.toSorted(), Object.keys(REQUIRED).map((name) => `${name}: is required`).sort());
});

Deno.test("every bad variable is listed at once, and no value is shown", () => {
  const bad = {
    PORT: "80o0",
    BASE_URL: "ftp://files.example",
    SECRET_KEY: key(7, 16),
    ENCRYPTION_KEYS: "AAAAA",
    TELEGRAM_BOT_TOKEN: "sesame-open",
    TELEGRAM_API_ROOT: "not an address",
    TELEGRAM_MODE: "carrier-pigeon",
    TELEGRAM_WEBHOOK_SECRET: "with spaces inside",
    DISPATCH_CHAT_ID: "@dispatchers",
    INIT_DATA_MAX_AGE: "0",
    ADMIN_TELEGRAM_IDS: "12,ivan",
    CARGOTECH_RATE_PER_MINUTE: "-5",
    RATE_LIMIT_PER_SECOND: "fast",
    TRUSTED_PROXIES: "10.0.0.0/99",
    LOG_LEVEL: "loud",
    SENTRY_DSN: "dsn?",
  };
  const problems = problemsOf({ ...REQUIRED, ...bad });
  assert.deepEqual(problems.map((problem) => problem.split(":")[0]).sort(), Object.keys(bad).sort());
  const shown = problems.join("\n") + new ConfigError(problems).message;
  for (const value of Object.values(bad)) {
    if (value.length > 2) assert.equal(shown.includes(value), false, value);
  }
  assert.match(
    new ConfigError(problems).message,
    /^Cannot start, the environment has 16 problem\(s\):\n {2}/,
  );
});

Deno.test("an empty value counts as absent", () => {
  assert.equal(parseConfig({ ...REQUIRED, PORT: "", LOG_LEVEL: "  " }).PORT, 8000);
  assert.deepEqual(problemOf("CARGOTECH_PASSWORD", " "), ["CARGOTECH_PASSWORD: is required"]);
});

Deno.test("an https address turns on the webhook, which then needs its secret", () => {
  const https = { ...REQUIRED, BASE_URL: "https://driver.example/" };
  assert.deepEqual(problemsOf(https), ["TELEGRAM_WEBHOOK_SECRET: is required in webhook mode"]);
  const config = parseConfig({ ...https, TELEGRAM_WEBHOOK_SECRET: "s3cret" });
  assert.deepEqual([config.BASE_URL, config.https, config.updates], [
    "https://driver.example",
    true,
    { mode: "webhook", secret: "s3cret" },
  ]);
  assert.deepEqual(parseConfig({ ...https, TELEGRAM_MODE: "off" }).updates, { mode: "off" });
  const loud = parseConfig({ ...REQUIRED, BASE_URL: "HTTPS://Driver.Example", TELEGRAM_MODE: "polling" });
  assert.deepEqual([loud.BASE_URL, loud.https], ["https://driver.example", true]);
});

Deno.test("the base address follows the port", () => {
  assert.equal(parseConfig({ ...REQUIRED, PORT: "9001" }).BASE_URL, "http://localhost:9001");
});

Deno.test("keys are base64 of the right length, several for rotation", () => {
  const { SECRET_KEY, ENCRYPTION_KEYS } = parseConfig({
    ...REQUIRED,
    SECRET_KEY: `${key(1, 64)}, ${key(3)}`,
    ENCRYPTION_KEYS: `${key(4)},${key(5)}`,
  });
  assert.deepEqual(SECRET_KEY.map((bytes) => [bytes.length, bytes[0]]), [[64, 1], [32, 3]]);
  assert.deepEqual(ENCRYPTION_KEYS.map((bytes) => bytes[0]), [4, 5]);
  const urlSafe = new Uint8Array(32).fill(0xfb).toBase64({ alphabet: "base64url" });
  assert.equal(parseConfig({ ...REQUIRED, SECRET_KEY: urlSafe }).SECRET_KEY[0]![0], 0xfb);
  for (const value of [key(1, 31), "%%%", "A", ",", `${key(1)},short`]) {
    assert.equal(problemOf("SECRET_KEY", value).length, 1, value);
  }
  for (const value of [key(1, 31), key(1, 33), "A", `${key(1)},${key(1, 16)}`]) {
    assert.equal(problemOf("ENCRYPTION_KEYS", value).length, 1, value);
  }
});

Deno.test("proxies are addresses or CIDRs of either family", () => {
  const { TRUSTED_PROXIES } = parseConfig({
    ...REQUIRED,
    TRUSTED_PROXIES: "10.0.0.0/8, ::1, fd00::/8, 192.0.2.7",
  });
  assert.deepEqual(TRUSTED_PROXIES, ["10.0.0.0/8", "::1", "fd00::/8", "192.0.2.7"]);
  for (
    const value of ["proxy.example", "10.0.0.0/33", "10.0.0.0/", "::1/129", "10.0.0.0/8/8", "10.0.0.0/-1"]
  ) {
    assert.equal(problemOf("TRUSTED_PROXIES", value).length, 1, value);
  }
});

Deno.test("everything secret is known as such", () => {
  const environment = {
    ...REQUIRED,
    TELEGRAM_MODE: "webhook",
    TELEGRAM_WEBHOOK_SECRET: "hook-secret",
    SECRET_KEY: `${key(1)},${key(3)}`,
  };
  const secrets = secretsOf(parseConfig(environment));
  const { TELEGRAM_BOT_TOKEN, CARGOTECH_PASSWORD, CARGOTECH_PHONE, ENCRYPTION_KEYS } = REQUIRED;
  for (
    const secret of [
      TELEGRAM_BOT_TOKEN,
      CARGOTECH_PASSWORD,
      CARGOTECH_PHONE,
      ENCRYPTION_KEYS,
      key(1),
      key(3),
      "hook-secret",
    ]
  ) {
    assert.ok(secrets.includes(secret), secret);
  }
});
