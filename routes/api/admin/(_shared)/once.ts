// Ids of what the console asks for, so that asking twice is once: from the caller's Idempotency-Key, or from what is asked.

/** The key of a request as it was sent, null without one. */
export function idempotencyKey({ headers }: Request): string | null {
  return headers.get("idempotency-key")?.trim() || null;
}

/** The same for the same parts: 32 hexadecimal digits. */
export async function onceId(...parts: readonly (string | number | null)[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
