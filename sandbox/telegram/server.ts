// A stand-in for Telegram: the Bot API, a phone page at `/`, and the control API.
import type { Controls } from "../control.ts";
import { serveVendor } from "../server.ts";
import { refusal } from "./api_error.ts";
import { answerBot, methodName } from "./bot_api.ts";
import { applyCommand, controlPages, telegramCommands } from "./commands.ts";
import { answerPhone } from "./phone.ts";
import { DEFAULT_USERS, type Person } from "./users.ts";
import { TelegramWorld } from "./world.ts";

export interface TelegramOptions {
  /** The only bot: "<id>:<secret>". */
  botToken: string;
  /** Without "@". */
  botUsername: string;
  /** Where the Mini App is served; the phone opens it when no menu button says otherwise. */
  appUrl: string;
  /** The dispatchers' group. */
  dispatchChatId: number;
  /** 0 takes a free port. */
  port?: number;
  hostname?: string;
  users?: readonly Person[];
  /** First pause before an update is sent to a failing webhook again, ms; doubles up to ten seconds. */
  webhookRetryMs?: number;
  /** Wall clock in ms. */
  now?: () => number;
}

export interface TelegramSandbox {
  /** Bot API root and address of the phone page. */
  url: string;
  world: TelegramWorld;
  controls: Controls;
  stop(): Promise<void>;
}

/** Starts the sandbox. @throws {Deno.errors.AddrInUse} when the port is taken. */
export function startTelegram(options: TelegramOptions): TelegramSandbox {
  const now = options.now ?? Date.now;
  const world = new TelegramWorld({
    botToken: options.botToken,
    botUsername: options.botUsername,
    appUrl: options.appUrl,
    users: options.users ?? DEFAULT_USERS,
    dispatchChatId: options.dispatchChatId,
    webhookRetryMs: options.webhookRetryMs ?? 500,
    now,
  });
  const server = serveVendor({
    commands: telegramCommands,
    apply: (command) => applyCommand(world, command),
    name: methodName,
    handle: (request, url, entry) =>
      methodName(url) === null ? answerPhone(world, request, url) : answerBot(world, request, url, entry),
    refusal,
    controlPages: controlPages(world),
    stop: () => world.stop(),
  }, { port: options.port ?? 0, hostname: options.hostname ?? "127.0.0.1", rateLimit: null, now });
  return { ...server, world };
}
