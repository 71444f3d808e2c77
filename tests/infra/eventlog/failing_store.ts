// A real store that fails at one chosen operation, so that a test can put the failure at every await in turn.

/**
 * - `throws`: the operation does not happen.
 * - `locked`: it does not happen because another process is writing.
 * - `happens, throws`: it happens, but the caller is told it failed.
 * - `dies`, `happens, dies`: as a killed process: nothing reaches the store from then on.
 */
export type Failure = "throws" | "locked" | "happens, throws" | "dies" | "happens, dies";

export const FAILURES: readonly Failure[] = ["throws", "locked", "happens, throws", "dies", "happens, dies"];

export interface FailingStore {
  readonly kv: Deno.Kv;
  /** Whether the chosen operation was ever reached. */
  reached(): boolean;
  /** Resolves when the chosen operation has failed. */
  readonly failed: Promise<void>;
}

/** Fails at operation number `at`, from 1. Reads and commits count alike. */
export function failingStore(kv: Deno.Kv, at: number, failure: Failure): FailingStore {
  let operations = 0;
  const failed = Promise.withResolvers<void>();

  async function guarded<T>(operation: () => Promise<T>): Promise<T> {
    const number = ++operations;
    if (number < at || (number > at && !failure.endsWith("dies"))) return await operation();
    if (number > at) throw new Error("the process is dead");
    failed.resolve();
    if (failure.startsWith("happens")) await operation();
    throw failure === "locked" ? new TypeError("database is locked") : new Error(`failed at operation ${at}`);
  }

  const failing = new Proxy(kv, {
    get(target, name) {
      if (name === "atomic") return () => failingAtomic(target.atomic(), guarded);
      if (name === "list") {
        return async function* (...args: Parameters<Deno.Kv["list"]>) {
          yield* await guarded(() => Array.fromAsync(target.list(...args)));
        };
      }
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      if (name === "watch" || name === "close") return member.bind(target);
      return (...args: unknown[]) => guarded(() => member.apply(target, args));
    },
  });
  return { kv: failing, reached: () => operations >= at, failed: failed.promise };
}

function failingAtomic(
  atomic: Deno.AtomicOperation,
  guarded: <T>(operation: () => Promise<T>) => Promise<T>,
): Deno.AtomicOperation {
  const proxy: Deno.AtomicOperation = new Proxy(atomic, {
    get(target, name) {
      if (name === "commit") return () => guarded(() => target.commit());
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => {
        member.apply(target, args);
        return proxy;
      };
    },
  });
  return proxy;
}
