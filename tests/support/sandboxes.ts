// The outside world alone, for tests that start and stop the product themselves.
import { start } from "../../main.ts";
import { startCargoTech } from "../../sandbox/cargotech/server.ts";
import { startTelegram } from "../../sandbox/telegram/server.ts";
import { DISPATCH_CHAT, environmentOf, freePort, SECRETS } from "./product.ts";
import { startProcess } from "./product_process.ts";

/** Sandboxes and a folder for the store; `launch` and `spawn` start the product on them, again and again. */
export async function startSandboxes() {
  const cargotech = startCargoTech({ ...SECRETS, live: false, rateLimit: null });
  const telegram = startTelegram({
    botToken: SECRETS.botToken,
    botUsername: "cargotech_sandbox_bot",
    appUrl: "http://localhost",
    dispatchChatId: DISPATCH_CHAT,
  });
  const folder = await Deno.makeTempDir({ prefix: "cargotech-" });
  const logs: string[] = [];

  return {
    cargotech,
    telegram,
    folder,
    logs,
    async launch(environment: Record<string, string> = {}) {
      const port = freePort();
      const settings = {
        ...environmentOf({ port, cargotech: cargotech.url, telegram: telegram.url }),
        KV_PATH: `${folder}/store.kv`,
        ...environment,
      };
      const running = await start(settings, { writeLog: (line) => logs.push(line) });
      return { ...running, settings, baseUrl: `http://localhost:${port}` };
    },
    /** Starts it as a process of its own, to be killed; it sends as fast as it can and tells only what went wrong. */
    spawn: (environment: Record<string, string> = {}) =>
      startProcess({
        ...environmentOf({ port: 0, cargotech: cargotech.url, telegram: telegram.url }),
        KV_PATH: `${folder}/store.kv`,
        TELEGRAM_CHAT_PER_SECOND: "1000",
        TELEGRAM_GLOBAL_PER_SECOND: "1000",
        TELEGRAM_GROUP_PER_MINUTE: "100000",
        LOG_LEVEL: "error",
        ...environment,
      }),
    async [Symbol.asyncDispose]() {
      await Promise.all([cargotech.stop(), telegram.stop()]);
      await Deno.remove(folder, { recursive: true });
    },
  };
}
