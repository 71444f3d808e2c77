// From a fact to its message at the Bot API, on a system with nothing else to do: the time a driver waits for the bot.
import { startCargoTech } from "../sandbox/cargotech/server.ts";
import { startTelegram, type TelegramSandbox } from "../sandbox/telegram/server.ts";
import { environmentOf, freePort, SECRETS } from "../tests/support/product.ts";
import { against, type Row } from "./measure.ts";
import { signIn, startServer } from "./measured_server.ts";

const DISPATCH_CHAT = -1_000_000_001;
const FIRST_DRIVER = 710_000_001;
/** Milliseconds ("Numbers to reach": event committed → bot message sent). */
const LIMIT = 300;
const FORM = JSON.stringify({ phone: "+79123456789", name: "Иван" });

export async function benchDelivery(quick: boolean): Promise<Row[]> {
  const count = quick ? 30 : 150;
  const port = freePort();
  const cargotech = startCargoTech({ ...SECRETS, live: false, rateLimit: null });
  const telegram = startTelegram({
    botToken: SECRETS.botToken,
    botUsername: "cargotech_sandbox_bot",
    appUrl: `http://localhost:${port}`,
    dispatchChatId: DISPATCH_CHAT,
    users: Array.from({ length: count }, (_, n) => driver(FIRST_DRIVER + n)),
  });
  try {
    await using server = await startServer(port, {
      ...environmentOf({ port, cargotech: cargotech.url, telegram: telegram.url }),
      // Telegram's own limits are not what is measured.
      TELEGRAM_GLOBAL_PER_SECOND: "1000",
      TELEGRAM_CHAT_PER_SECOND: "1000",
      TELEGRAM_GROUP_PER_MINUTE: "100000",
      DISPATCH_CHAT_ID: String(DISPATCH_CHAT),
      LOG_LEVEL: "info",
    }, ["product"]);
    const waits: number[] = [];
    for (let n = 0; n < count; n++) waits.push(...await waitsOf(server.baseUrl, telegram, FIRST_DRIVER + n));
    waits.sort((one, other) => one - other);
    const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
    return [
      against("fact to message at the Bot API, idle, median", "ms", at(0.5), LIMIT),
      against("fact to message at the Bot API, idle, p95", "ms", at(0.95), LIMIT),
    ];
  } finally {
    await Promise.all([cargotech.stop(), telegram.stop()]);
  }
}

/** A driver answers a load: how long its two messages took, milliseconds from the time the fact carries. */
async function waitsOf(baseUrl: string, telegram: TelegramSandbox, driverId: number): Promise<number[]> {
  const headers = { authorization: `Bearer ${await signIn(baseUrl, driverId)}` };
  const { data } = await (await fetch(`${baseUrl}/api/cargos?mode=all&limit=1`, { headers })).json();
  telegram.controls.log.clear();
  const path = `${baseUrl}/api/cargos/${data[0].id}/responses`;
  const { timeline } = await (await fetch(path, { method: "POST", headers, body: FORM })).json();
  const happened = Date.parse(timeline[0].at);
  const arrived = [String(DISPATCH_CHAT), String(driverId)].map((chat) => arrivalIn(telegram, chat));
  return (await Promise.all(arrived)).map((at) => at - happened);
}

async function arrivalIn({ controls }: TelegramSandbox, chatId: string): Promise<number> {
  for (;;) {
    const call = controls.log.entries().find(({ path, note }) =>
      path.includes("sendMessage") && String(note?.["chat_id"]) === chatId
    );
    if (call) return Date.parse(call.at);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function driver(id: number) {
  return { id, is_bot: false, first_name: "Иван", role: "driver", phone: "+79123456789" } as const;
}
