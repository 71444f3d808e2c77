// The product as a process of its own, to be killed.
import { freePort } from "./product.ts";

export interface ProductProcess {
  readonly baseUrl: string;
  /** kill -9: nothing is finished, nothing is flushed. */
  kill(): Promise<void>;
  /** SIGTERM: resolves with the exit code. */
  stop(): Promise<number>;
}

/** Resolves once it answers. */
export async function startProcess(environment: Record<string, string>): Promise<ProductProcess> {
  const port = freePort();
  const baseUrl = `http://localhost:${port}`;
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-check",
      "--allow-net",
      "--allow-env",
      "--allow-sys",
      "--allow-read",
      "--allow-write",
      "main.ts",
    ],
    env: { ...environment, PORT: String(port) },
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  for (;;) {
    const response = await fetch(`${baseUrl}/health/live`).catch(() => null);
    await response?.body?.cancel();
    if (response) break;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return {
    baseUrl,
    async kill() {
      process.kill("SIGKILL");
      await process.status;
    },
    async stop() {
      process.kill("SIGTERM");
      return (await process.status).code;
    },
  };
}
