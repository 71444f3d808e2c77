// "database is locked": what the embedded store throws when another process is writing. Waiting a moment is the cure.

/** About ten seconds of waiting in all. */
const ATTEMPTS = 700;

export function isLocked(error: unknown): boolean {
  return error instanceof Error && error.message.includes("database is locked");
}

/** Between 5 and 25 ms, so that two waiting writers do not meet again. */
export function jitter(random: () => number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5 + random() * 20));
}

/** Repeats what failed because the database was locked; every other error is thrown as it is. */
export async function retryWhileLocked<T>(attempt: () => Promise<T>, random: () => number): Promise<T> {
  for (let count = 1;; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isLocked(error) || count >= ATTEMPTS) throw error;
      await jitter(random);
    }
  }
}
