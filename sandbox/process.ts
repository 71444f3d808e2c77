// What a sandbox needs to run as a program of its own: settings from the environment and an orderly end.

/** The environment variable, or `fallback` when it is unset or empty. */
export function setting(name: string, fallback: string): string {
  return Deno.env.get(name) || fallback;
}

/** As `setting`, for whole numbers. @throws {Error} naming the variable. */
export function numberSetting(name: string, fallback: number): number {
  const value = setting(name, String(fallback));
  if (!/^-?\d+$/.test(value)) throw new Error(`${name} must be a whole number, got "${value}"`);
  return Number(value);
}

/** Prints one line and stays until SIGINT or SIGTERM, then stops the sandbox and lets the process end. */
export function runUntilSignal(line: string, stop: () => Promise<void>): void {
  Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
  const end = async () => {
    Deno.removeSignalListener("SIGINT", end);
    Deno.removeSignalListener("SIGTERM", end);
    await stop();
  };
  Deno.addSignalListener("SIGINT", end);
  Deno.addSignalListener("SIGTERM", end);
}
