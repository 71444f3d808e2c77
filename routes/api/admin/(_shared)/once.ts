// Ids of what the console asks for, so that asking twice is once: from the caller's Idempotency-Key, or from what is asked.

/** The key of a request, null without one. Longer ones are cut: whoever sends them means the whole. */
export function idempotencyKey({ headers }: Request): string | null {
  return headers.get("idempotency-key")?.trim().slice(0, 256) || null;
}

/** The same for the same parts: 32 hexadecimal digits. */
export async function onceId(...parts: readonly (string | number | null)[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
