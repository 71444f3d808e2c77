// The product as a process of its own, to be killed.
import { freePort } from "./product.ts";

export interface ProductProcess {
  readonly baseUrl: string;
  /** kill -9: nothing is finished, nothing is flushed. */
  kill(): Promise<void>;
  /** SIGTERM: resolves with the exit code. */
  stop(): Promise<number>;
}

/** The process as soon as there is one, whatever becomes of its start. */
export function spawnProduct(environment: Record<string, string>): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
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
    env: environment,
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
}

/** Resolves once that door answers well; throws when the process ends before. */
export async function startProcess(
  environment: Record<string, string>,
  door: "/health/live" | "/health/ready" = "/health/live",
): Promise<ProductProcess> {
  const port = freePort();
  const baseUrl = `http://localhost:${port}`;
  const process = spawnProduct({ ...environment, PORT: String(port) });
  let ended = false;
  process.status.then(() => ended = true);
  for (;;) {
    if (ended) throw new Error("Cannot start the product: its process ended");
    const response = await fetch(baseUrl + door).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
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
