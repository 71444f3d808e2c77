// Session tokens: JWTs signed with HS256 and nothing else (RFC 7519, RFC 8725 §3.1), checked without looking anything up.
import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from "jose";
import type { Session } from "../../domain/sessions/ports.ts";
import type { SigningKeys } from "./signing_keys.ts";

export type Claims = Pick<Session, "driverId" | "sid" | "expiresAt">;

const ALGORITHM = "HS256";

/** `now` in UTC milliseconds; the token keeps whole seconds. */
export function signToken(
  { signing }: SigningKeys,
  { driverId, sid, expiresAt }: Claims,
  now: number,
): Promise<string> {
  return new SignJWT({ sid })
    .setProtectedHeader({ alg: ALGORITHM, kid: signing.kid, typ: "JWT" })
    .setSubject(String(driverId))
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(signing.key);
}

/** What the token says once its signature holds under any of our keys and it has not expired; else null. */
export async function verifyToken(keys: SigningKeys, token: string, now: number): Promise<Claims | null> {
  for (const { key } of keys.candidates(keyIdOf(token))) {
    const claims = await verifyWith(key, token, now);
    if (claims) return claims;
  }
  return null;
}

/** The id the token gives for its key: a hint, believed only as far as the order of trying. */
function keyIdOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined; // not a JWT at all: no key will verify it
  }
}

async function verifyWith(key: Uint8Array, token: string, now: number): Promise<Claims | null> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      currentDate: new Date(now),
      requiredClaims: ["sub", "sid", "iat", "exp"],
    });
    const driverId = Number(payload.sub);
    if (!Number.isSafeInteger(driverId) || typeof payload["sid"] !== "string") return null;
    return { driverId, sid: payload["sid"], expiresAt: payload.exp! * 1000 };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
