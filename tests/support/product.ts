// The whole product with its outside world on loopback: real store, real HTTP, sandboxes instead of vendors.
import type { View } from "../../domain/shared/projection.ts";
import type { World } from "../../infra/world.ts";
import { start } from "../../main.ts";
import { startCargoTech } from "../../sandbox/cargotech/server.ts";
import { startTelegram } from "../../sandbox/telegram/server.ts";
import { type ChatMessage, control, initDataOf, messagesIn } from "./sandbox_control.ts";

export type { ChatMessage } from "./sandbox_control.ts";

export const DISPATCH_CHAT = -1_000_000_001;
export const DRIVER = 700_000_101;
export const OTHER_DRIVER = 700_000_102;
export const ADMIN = 700_000_201;
export const DISPATCHER = 700_000_301;

export const SECRETS = {
  botToken: "7000000001:sandbox-token-never-to-be-seen",
  phone: "+7 900 111-22-33",
  password: "correct horse battery",
};

export type Product = Awaited<ReturnType<typeof startProduct>>;

/** Those that run in this process. */
const running = new Set<{ readonly world: World }>();

/** Starts everything; `environment` overrides settings, for instance LOG_LEVEL or KV_PATH. */
export async function startProduct(
  environment: Record<string, string> = {},
  { clock = Date.now }: { clock?: () => number } = {},
) {
  const port = freePort();
  const baseUrl = `http://localhost:${port}`;
  const cargotech = startCargoTech({
    phone: SECRETS.phone,
    password: SECRETS.password,
    live: false,
    rateLimit: null,
  });
  const telegram = startTelegram({
    botToken: SECRETS.botToken,
    botUsername: "cargotech_sandbox_bot",
    appUrl: baseUrl,
    dispatchChatId: DISPATCH_CHAT,
  });
  const settings = {
    ...environmentOf({ port, cargotech: cargotech.url, telegram: telegram.url }),
    ...environment,
  };
  const logs: string[] = [];
  const started = await start(settings, { writeLog: (line) => logs.push(line), clock });
  running.add(started);

  return {
    ...started,
    baseUrl,
    cargotech,
    telegram,
    logs,
    settings,
    /** Control of a sandbox: `await product.control(product.telegram, {fault: …})`. */
    control,
    /** Raw initData of a person of the Telegram sandbox. */
    initData: (userId: number, extra: object = {}) => initDataOf(telegram, userId, extra),
    signIn: (userId = DRIVER) => signIn(baseUrl, telegram.url, userId),
    /** Resolves when a line of the log has the words: what is told to operators is told beside the work. */
    logged: (words: string) =>
      eventually(() => Promise.resolve(logs.join("\n")), (all) => all.includes(words)),
    /** What a chat shows, oldest first. */
    messages: (chatId: number) => messagesIn(telegram, chatId),
    async [Symbol.asyncDispose]() {
      running.delete(started);
      await started.stop("the test is over");
      await Promise.all([cargotech.stop(), telegram.stop()]);
    },
  };
}

/** A person of the Telegram sandbox in the product at an address. */
export async function signIn(baseUrl: string, telegramUrl: string, userId: number): Promise<ApiClient> {
  const body = JSON.stringify({ initData: await initDataOf({ url: telegramUrl }, userId) });
  const response = await fetch(`${baseUrl}/api/auth/telegram`, { method: "POST", body });
  if (!response.ok) throw new Error(`Cannot sign in: ${response.status} ${await response.text()}`);
  return new ApiClient(baseUrl, (await response.json()).token);
}

/** Ids of loads that can be answered. */
export async function cargoIds(client: ApiClient): Promise<string[]> {
  const { json } = await client.get("/api/cargos?mode=all&limit=100");
  return json.data.map(({ id }: { id: string }) => id);
}

/** Presses the first button of a message whose data begins with `kind`: "accept:". */
export async function pressButton(
  product: Product,
  message: ChatMessage,
  kind: string,
  { userId = DISPATCHER, chatId = DISPATCH_CHAT } = {},
): Promise<void> {
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  const data = buttons.find((button) => button.callback_data?.startsWith(kind))?.callback_data;
  await product.control(product.telegram, { press: { chatId, messageId: message.message_id, data, userId } });
}

/** Calls the API with a bearer token. */
export class ApiClient {
  constructor(readonly baseUrl: string, readonly token: string) {}

  async call(method: string, path: string, body?: unknown, headers: HeadersInit = {}): Promise<ApiAnswer> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...headers },
      redirect: "manual",
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : null;
    return { status: response.status, headers: response.headers, text, json };
  }

  get = (path: string) => this.call("GET", path);
  post = (path: string, body?: unknown) => this.call("POST", path, body);

  /** Id of a load that is in the list. */
  async anyCargo(): Promise<string> {
    return (await this.get("/api/cargos?mode=all&limit=1")).json.data[0].id;
  }
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Null when the answer is not JSON. */
  readonly json: ReturnType<typeof JSON.parse>;
}

/**
 * A condition that is expected to come true; throws with what was seen last when it does not. What it was seen by is one
 * view of many: when this resolves, the others have what had happened by then as well.
 */
export async function eventually<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const seen = await look();
    if (holds(seen)) {
      await Promise.all([...running].map(({ world }) => everyView(world)));
      return seen;
    }
    if (Date.now() > deadline) throw new Error(`It never came true; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Milliseconds. It only keeps a test from waiting for ever: a busy machine may take its time. */
const PATIENCE = 90_000;

/** Resolves when every view has what is committed by now; what has stopped, or lost its log, has no more to come. */
async function everyView({ log, views, moneyViews, consoleViews }: World): Promise<void> {
  const all = [views, moneyViews, consoleViews].flatMap((some) => Object.values<View<unknown>>(some));
  const [head] = await Promise.allSettled([log.head()]);
  if (head.status === "rejected") return;
  await Promise.allSettled(all.map((view) => view.reached(head.value.position)));
}

/** A working environment of the product. */
export function environmentOf(
  { port, cargotech, telegram }: { port: number; cargotech: string; telegram: string },
): Record<string, string> {
  const key = (byte: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(byte)));
  return {
    PORT: String(port),
    HOST: "127.0.0.1",
    KV_PATH: ":memory:",
    SECRET_KEY: key(1),
    ENCRYPTION_KEYS: key(2),
    TELEGRAM_BOT_TOKEN: SECRETS.botToken,
    TELEGRAM_BOT_USERNAME: "cargotech_sandbox_bot",
    TELEGRAM_API_ROOT: telegram,
    DISPATCH_CHAT_ID: String(DISPATCH_CHAT),
    ADMIN_TELEGRAM_IDS: String(ADMIN),
    CARGOTECH_BASE_URL: cargotech,
    CARGOTECH_PHONE: SECRETS.phone,
    CARGOTECH_PASSWORD: SECRETS.password,
    RATE_LIMIT_PER_SECOND: "1000",
    FRAME_ANCESTORS: phoneOf(telegram),
    LOG_LEVEL: "debug",
  };
}

/** The phone page under the product's own host name: browsers send cookies into frames of the same site only. */
export function phoneOf(telegramUrl: string): string {
  return `http://localhost:${new URL(telegramUrl).port}`;
}

/** Below the ports systems give to outgoing connections: one of those may take a port between the look and its use. */
const PORTS = { from: 20_000, to: 32_000 };

export function freePort(): number {
  for (;;) {
    const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));
    try {
      Deno.listen({ port, hostname: "0.0.0.0" }).close();
      return port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
}
