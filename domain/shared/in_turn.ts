// Work on one thing, one after another: many who want the same stream at once wait instead of conflicting.

export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Turns of this process only: other processes are told apart by the version of the stream. */
export function createInTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    // Whoever went before has told its own caller how it ended.
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
