// The life of a process: started, told to stop by the operating system, ended in order.
import { ConfigError } from "./config.ts";
import { LogDamage } from "./eventlog/damage.ts";

/**
 * Runs until the first SIGINT or SIGTERM and exits. A start that is under way hears of it by `stopping` and is expected
 * to come to an end soon. What keeps it from starting is said in words on standard error.
 */
export async function runUntilStopped(
  start: (stopping: AbortSignal) => Promise<{ stop(why: string): Promise<void> }>,
): Promise<never> {
  const signal = firstSignal(), stopping = new AbortController();
  signal.then(() => stopping.abort());
  try {
    const { stop } = await start(stopping.signal);
    await stop(await signal);
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof LogDamage)) throw error;
    await Deno.stderr.write(new TextEncoder().encode(error.message + "\n"));
    Deno.exit(1);
  }
  Deno.exit(0);
}

/** Later signals are heard and ignored: a task runner passes on what the terminal has sent already. */
function firstSignal(): Promise<Deno.Signal> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      Deno.addSignalListener(signal, () => resolve(signal));
    }
  });
}
