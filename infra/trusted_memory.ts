// How long a process believes what it remembers of a store that others write to as well: whoever changes what others may
// remember moves a mark, and each process looks at the mark, so that memory costs no reading of its own.
import type { Clock } from "../domain/shared/ports.ts";

/** How long a process may go on with what another has changed, in milliseconds. */
const TRUSTED_MS = 1_000;

/** Resolves when memory may be believed; `forget` is called first when the mark has moved since the last look. */
export function createTrust(
  { clock, mark, forget }: { clock: Clock; mark: () => Promise<string | null>; forget: () => void },
): () => Promise<void> {
  let lookedAt = -Infinity;
  let seen: string | null = null;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    const now = clock();
    const found = await mark();
    lookedAt = now;
    if (found === seen) return;
    seen = found;
    forget();
  }

  return async () => {
    if (clock() - lookedAt < TRUSTED_MS) return;
    looking ??= look().finally(() => looking = undefined);
    await looking;
  };
}
