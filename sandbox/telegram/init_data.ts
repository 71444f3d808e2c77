// Signs what Telegram signs for a Mini App: initData at launch, and the contact a user shares. The rule is
// Telegram's "Validating data received via the Mini App": HMAC-SHA256 under HMAC-SHA256("WebAppData", bot token).
import { createHmac, randomBytes } from "node:crypto";
import { asUser, type Person } from "./users.ts";

export interface LaunchData {
  startParam?: string | undefined;
  /** Unix seconds. */
  authDate: number;
}

/** Raw initData for the person, as a Mini App receives it in `tgWebAppData`. */
export function signInitData(botToken: string, person: Person, launch: LaunchData): string {
  const { is_bot: _isBot, ...user } = asUser(person);
  return sign(botToken, {
    query_id: `AAH${randomBytes(15).toString("base64url")}`,
    user: JSON.stringify({ ...user, allows_write_to_pm: true }),
    ...(launch.startParam === undefined ? {} : { start_param: launch.startParam }),
    auth_date: String(launch.authDate),
    // Real clients send an Ed25519 signature for third parties; the hash covers it, its own key is Telegram's.
    signature: randomBytes(64).toString("base64url"),
  });
}

/** The signed answer to `requestContact`. `authDate` in Unix seconds. */
export function signContact(botToken: string, person: Person, authDate: number): string {
  const contact = {
    user_id: person.id,
    phone_number: person.phone,
    first_name: person.first_name,
    ...(person.last_name === undefined ? {} : { last_name: person.last_name }),
  };
  return sign(botToken, { contact: JSON.stringify(contact), auth_date: String(authDate) });
}

function sign(botToken: string, fields: Record<string, string>): string {
  const secret = createHmac("sha256", "WebAppData").update(botToken).digest();
  const lines = Object.keys(fields).sort().map((key) => `${key}=${fields[key]}`);
  const hash = createHmac("sha256", secret).update(lines.join("\n")).digest("hex");
  return Object.entries({ ...fields, hash }).map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join("&");
}
