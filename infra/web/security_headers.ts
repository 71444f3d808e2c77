// Security headers of every answer, errors included. Telegram Web shows the Mini App in a frame, so there is no
// X-Frame-Options and frame-ancestors names who may.

const TELEGRAM_WEB = ["https://web.telegram.org", "https://webk.telegram.org", "https://weba.telegram.org"];

export interface SecurityOptions {
  readonly https: boolean;
  /** Further origins that may show the Mini App in a frame. */
  readonly frameAncestors: readonly string[];
}

/** Sets the headers on an answer for a path. */
export function createSecurityHeaders(
  { https, frameAncestors }: SecurityOptions,
): (headers: Headers, pathname: string) => void {
  const policy = (ancestors: readonly string[]) =>
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors " +
    ancestors.join(" ");
  const framed = policy(["'self'", ...TELEGRAM_WEB, ...frameAncestors]);
  const unframed = policy(["'none'"]);

  return (headers, pathname) => {
    headers.set("content-security-policy", pathname.startsWith("/admin") ? unframed : framed);
    headers.set("x-content-type-options", "nosniff");
    headers.set("referrer-policy", "same-origin");
    headers.set("permissions-policy", "camera=(), microphone=(), payment=()");
    if (https) headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
    if (!headers.has("cache-control")) headers.set("cache-control", "private, no-cache");
  };
}
