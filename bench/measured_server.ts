// Servers to be measured, each in a process of its own that tells the CPU time it used.
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { type CargoTechSandbox, startCargoTech } from "../sandbox/cargotech/server.ts";
import { signInitData } from "../sandbox/telegram/init_data.ts";
import { startTelegram } from "../sandbox/telegram/server.ts";
import { environmentOf, freePort, SECRETS } from "../tests/support/product.ts";

export interface Server extends AsyncDisposable {
  readonly baseUrl: string;
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
  /** CPU milliseconds used so far. */
  cpu(): Promise<number>;
}

export interface MeasuredProduct extends Server {
  readonly cargotech: CargoTechSandbox;
}

/** The product with a world of its own that stands still. */
export async function startMeasured(environment: Record<string, string> = {}): Promise<MeasuredProduct> {
  const port = freePort();
  const cargotech = startCargoTech({
    phone: SECRETS.phone,
    password: SECRETS.password,
    live: false,
    rateLimit: null,
  });
  const telegram = startTelegram({
    botToken: SECRETS.botToken,
    botUsername: "cargotech_sandbox_bot",
    appUrl: `http://localhost:${port}`,
    dispatchChatId: -1,
  });
  const server = await startServer(port, {
    ...environmentOf({ port, cargotech: cargotech.url, telegram: telegram.url }),
    RATE_LIMIT_PER_SECOND: "1000000",
    LOG_LEVEL: "info",
    ...environment,
  }, ["product"]);
  return {
    ...server,
    cargotech,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await Promise.all([cargotech.stop(), telegram.stop()]);
    },
  };
}

/** Signs a driver in who may never have been seen before; the token. */
export async function signIn(baseUrl: string, id: number): Promise<string> {
  const person = { id, is_bot: false, first_name: "Иван", role: "driver", phone: "+79000000000" } as const;
  const initData = signInitData(SECRETS.botToken, person, { authDate: Math.floor(Date.now() / 1000) });
  const body = JSON.stringify({ initData });
  const answer = await fetch(`${baseUrl}/api/auth/telegram`, { method: "POST", body });
  if (!answer.ok) throw new Error(`Cannot sign driver ${id} in: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).token;
}

export async function startServer(
  port: number,
  env: Record<string, string>,
  args: string[],
): Promise<Server> {
  const baseUrl = `http://localhost:${port}`;
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "-A", new URL("./list_page/server.ts", import.meta.url).pathname, ...args],
    env: { ...env, PORT: String(port) },
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const asking = process.stdin.getWriter();
  const lines = createInterface({ input: Readable.fromWeb(process.stdout) })[Symbol.asyncIterator]();
  await answers(baseUrl);
  return {
    baseUrl,
    port,
    headers: {},
    async cpu() {
      await asking.write(new TextEncoder().encode("\n"));
      // The product logs to the same output.
      for (;;) {
        const line: string = (await lines.next()).value ?? "";
        if (/^\d+$/.test(line)) return Number(line) / 1000;
      }
    },
    async [Symbol.asyncDispose]() {
      await asking.close();
      process.kill("SIGKILL");
      await process.status;
      await lines.return?.();
    },
  };
}

async function answers(baseUrl: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${baseUrl}/health/live`).catch(() => null);
    await response?.body?.cancel();
    if (response) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
