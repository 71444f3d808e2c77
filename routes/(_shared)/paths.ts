// Which part of the surface an address belongs to.

export function isWebhook({ pathname }: URL): boolean {
  return pathname.startsWith("/webhooks/") || pathname.startsWith("/api/payments/webhook/");
}

export function isSignIn({ pathname }: URL): boolean {
  return /^\/(api\/)?auth\/telegram\/?$/.test(pathname);
}

export function isOperational({ pathname }: URL): boolean {
  return /^\/(health|healthz|metrics)(\/|$)/.test(pathname);
}

/** Paths that answer JSON, errors included. */
export function isApi({ pathname }: URL): boolean {
  return /^\/(api|auth|telegram|webhooks|health|healthz|metrics)(\/|$)/.test(pathname);
}
