// Starts the Telegram sandbox for a test and calls it as a bot and as its controller.
import assert from "node:assert/strict";
import { startTelegram, type TelegramSandbox } from "../../sandbox/telegram/server.ts";
import type { Message } from "../../sandbox/telegram/types.ts";

export const BOT_TOKEN = "7000000001:AAF-sandbox_token";
export const GROUP = -1001234567890;
export const DRIVER = 700_000_101;
export const DISPATCHER = 700_000_301;

export interface BotAnswer {
  ok: boolean;
  result: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number };
}

export interface TelegramClient {
  sandbox: TelegramSandbox;
  url: string;
  /** A Bot API call with a JSON body. */
  call(method: string, parameters?: Record<string, unknown>): Promise<BotAnswer>;
  /** As `call`, for calls that give a message. */
  message(method: string, parameters: Record<string, unknown>): Promise<Message>;
  control(command: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  messages(chat: number): Promise<Message[]>;
}

export async function withTelegram(
  use: (client: TelegramClient) => Promise<void>,
  options: { appUrl?: string; webhookRetryMs?: number } = {},
): Promise<void> {
  const sandbox = startTelegram({
    botToken: BOT_TOKEN,
    botUsername: "cargo_bot",
    appUrl: options.appUrl ?? "http://localhost:8000",
    dispatchChatId: GROUP,
    webhookRetryMs: options.webhookRetryMs ?? 5,
  });
  const { url } = sandbox;
  const call: TelegramClient["call"] = async (method, parameters = {}) => {
    const response = await fetch(`${url}/bot${BOT_TOKEN}/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(parameters),
    });
    const body: BotAnswer = await response.json();
    assert.equal(response.status, body.error_code ?? 200);
    return body;
  };
  try {
    await use({
      sandbox,
      url,
      call,
      async message(method, parameters) {
        const answer = await call(method, parameters);
        assert.ok(answer.ok, answer.description);
        return answer.result as Message;
      },
      async control(command) {
        const response = await fetch(`${url}/__control`, { method: "POST", body: JSON.stringify(command) });
        return { status: response.status, body: await response.json() };
      },
      async messages(chat) {
        return await (await fetch(`${url}/__control/messages?chat=${chat}`)).json();
      },
    });
  } finally {
    await sandbox.stop();
  }
}
