// The session cookie: third-party inside Telegram Web's frame, hence SameSite=None and Partitioned on https.
import type { Issued } from "../../domain/sessions/mod.ts";
import type { Site } from "./define.ts";

/** Browsers take the __Host- prefix and Secure only over https; on plain http the cookie is SameSite=Lax. */
function cookieName({ baseUrl }: Site): string {
  return baseUrl.startsWith("https:") ? "__Host-session" : "session";
}

function cookie(site: Site, value: string, maxAgeSeconds: number): string {
  const rules = site.baseUrl.startsWith("https:") ? "Secure; SameSite=None; Partitioned" : "SameSite=Lax";
  return `${cookieName(site)}=${value}; Path=/; HttpOnly; Max-Age=${maxAgeSeconds}; ${rules}`;
}

/** Set-Cookie of a session just issued. */
export function sessionCookie(site: Site, { token, session }: Issued, now: number): string {
  return cookie(site, token, Math.max(0, Math.floor((session.expiresAt - now) / 1000)));
}

/** Set-Cookie that makes the browser forget. */
export function endedCookie(site: Site): string {
  return cookie(site, "", 0);
}

export interface PresentedToken {
  readonly token: string;
  readonly by: "bearer" | "cookie";
}

/** The token of a request: the bearer one when both are there. */
export function presentedToken(headers: Headers, site: Site): PresentedToken | null {
  const bearer = /^Bearer +([^\s]+)$/i.exec(headers.get("authorization") ?? "");
  if (bearer) return { token: bearer[1]!, by: "bearer" };
  const token = cookieToken(headers, site);
  return token === null ? null : { token, by: "cookie" };
}

/** The value of our cookie, null when the request carries none. */
export function cookieToken(headers: Headers, site: Site): string | null {
  const wanted = cookieName(site) + "=";
  const found = (headers.get("cookie") ?? "").split(/; */).find((pair) => pair.startsWith(wanted));
  return found ? found.slice(wanted.length) : null;
}
