// Damage to a personal key at rest: a bit of one byte, as a disk or a careless hand may turn it. Twice is undone.

/** Without `at`, somewhere in the wrapped key itself. */
export async function damageKey(kv: Deno.Kv, subject: string, at = 90): Promise<void> {
  const { value } = await kv.get<Uint8Array>(["key", subject]);
  const byte = value?.[at];
  if (!value || byte === undefined) throw new Error(`There is no byte ${at} in a key of ${subject}`);
  value[at] = byte ^ 0x80;
  await kv.set(["key", subject], value);
}
