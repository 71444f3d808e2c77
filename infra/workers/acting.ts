// Handlers that act on people's data: they send it, or end a matter for lack of it.
import type { SealingVault } from "../crypto/vault.ts";
import type { Handler } from "../queue/handler.ts";

/** The handler, which fails at a damaged key and is tried again, instead of taking its driver for forgotten. */
export function acting(vault: Pick<SealingVault, "acting">, handler: Handler): Handler {
  return { ...handler, run: (message, context) => vault.acting(() => handler.run(message, context)) };
}
