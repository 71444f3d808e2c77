// Telegram Mini App initData: signature, age and person (contract 1.1; core.telegram.org/bots/webapps,
// "Validating data received via the Mini App").
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { TelegramUser } from "../../domain/drivers/commands.ts";
import { MAX_INIT_DATA } from "../../domain/sessions/ports.ts";

export type InitDataError =
  | "too_long"
  | "duplicate_key"
  | "missing_hash"
  | "bad_hash"
  | "bad_auth_date"
  | "future"
  | "expired"
  | "no_user"
  | "bad_user";

export type InitDataCheck =
  | { readonly ok: { readonly user: TelegramUser; readonly authDate: number; readonly startParam?: string } }
  | { readonly error: InitDataError };

/** How far ahead of our clock `auth_date` may be, seconds. */
const MAX_SKEW = 60;

/** Telegram's ids have at most 52 significant bits (Bot API, "User"). */
const MAX_USER_ID = 2 ** 52 - 1;

const User = z.object({
  id: z.number().int().positive().max(MAX_USER_ID),
  first_name: z.string(),
  username: z.string().optional(),
  language_code: z.string().optional(),
  is_bot: z.literal(false).optional(),
});

/** HMAC_SHA256(key "WebAppData", bot token): derive it once per bot. */
export function initDataKey(botToken: string): Uint8Array {
  return createHmac("sha256", "WebAppData").update(botToken).digest();
}

/**
 * Checks raw initData (the decoded value of tgWebAppData). `now` is unix seconds; `maxAgeSeconds` counts from auth_date.
 * The signature covers every pair except `hash` and is compared in constant time; nothing is believed before it holds.
 */
export function validateInitData(
  initData: string,
  { key, now, maxAgeSeconds = 300 }: { key: Uint8Array; now: number; maxAgeSeconds?: number },
): InitDataCheck {
  if (new TextEncoder().encode(initData).length > MAX_INIT_DATA) return { error: "too_long" };
  const signed = readSigned(initData, { key, now, maxAgeSeconds });
  if ("error" in signed) return signed;
  const { fields, authDate } = signed;
  const user = readUser(fields.get("user"));
  if (typeof user === "string") return { error: user };
  const startParam = fields.get("start_param");
  return { ok: { user, authDate, ...(startParam !== undefined && { startParam }) } };
}

export interface SignedRules {
  readonly key: Uint8Array;
  /** Unix seconds. */
  readonly now: number;
  readonly maxAgeSeconds: number;
}

type SignedError = Exclude<InitDataError, "too_long" | "no_user" | "bad_user">;

/** Pairs Telegram signed with the bot's key, genuine and young enough; initData is one kind, a shared contact another. */
export function readSigned(
  text: string,
  { key, now, maxAgeSeconds }: SignedRules,
): { readonly fields: ReadonlyMap<string, string>; readonly authDate: number } | {
  readonly error: SignedError;
} {
  const pairs = [...new URLSearchParams(text)];
  const fields = new Map(pairs);
  if (fields.size !== pairs.length) return { error: "duplicate_key" };
  const hash = fields.get("hash");
  if (hash === undefined) return { error: "missing_hash" };
  if (!/^[0-9a-f]{64}$/.test(hash) || !signedWith(key, fields, hash)) return { error: "bad_hash" };

  const authDate = fields.get("auth_date") ?? "";
  if (!/^\d{1,12}$/.test(authDate)) return { error: "bad_auth_date" };
  const age = now - Number(authDate);
  if (age < -MAX_SKEW) return { error: "future" };
  if (age > maxAgeSeconds) return { error: "expired" };
  return { fields, authDate: Number(authDate) };
}

function signedWith(key: Uint8Array, fields: ReadonlyMap<string, string>, hash: string): boolean {
  const checked = [...fields].filter(([name]) => name !== "hash").map(([name, value]) => `${name}=${value}`)
    .sort();
  const expected = createHmac("sha256", key).update(checked.join("\n")).digest();
  return timingSafeEqual(expected, Uint8Array.fromHex(hash));
}

function readUser(json: string | undefined): TelegramUser | "no_user" | "bad_user" {
  if (json === undefined) return "no_user";
  const parsed = User.safeParse(parseJson(json));
  if (!parsed.success) return "bad_user";
  const { id, first_name, username, language_code } = parsed.data;
  return {
    id,
    firstName: first_name,
    ...(username !== undefined && { username }),
    ...(language_code !== undefined && { languageCode: language_code }),
  };
}

/** Undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
