// A working day of the product and a day when nothing works, as drivers, dispatchers and forgers make them, with every
// answer anybody got.
import assert from "node:assert/strict";
import { signContact } from "../../sandbox/telegram/init_data.ts";
import { caughtUp } from "./caught_up.ts";
import { ADMIN, ApiClient, DISPATCH_CHAT, DISPATCHER, eventually, freePort, SECRETS } from "./product.ts";
import { control, initDataOf, messagesIn, type Sandbox } from "./sandbox_control.ts";
import type { startSandboxes } from "./sandboxes.ts";

export type Sandboxes = Awaited<ReturnType<typeof startSandboxes>>;
export type Running = Awaited<ReturnType<Sandboxes["launch"]>>;

/** The driver of these days. */
export const PERSON = {
  id: 700_000_999,
  first_name: "Евстафий",
  last_name: "Прокопьев-Вятский",
  username: "evstafiy_vyatka",
};
export const FORM = {
  phone: "+79135550142",
  name: "Ермолай Запечатов",
  comment: "Позвоните после полуночи, кум диспетчер",
};
export const WORDS = "мои сокровенные слова боту";
/** What the driver calls a saved search. */
export const SEARCH = "К тёще в Кострому";
export const WRONG_PASSWORD = "another secret, and wrong";

/** What people saw and used; the days add to it. */
export interface Seen {
  /** Every body anybody was answered with. */
  readonly seen: string[];
  /** Session tokens and initData that were used. */
  readonly sessions: string[];
}

/** A driver signs in, looks around, answers two loads and is accepted; forgers and admins come by. */
export async function workingDay(
  { telegram }: Sandboxes,
  { baseUrl, world }: Running,
  { seen, sessions, webhookSecret }: Seen & { webhookSecret: string },
): Promise<void> {
  await control(telegram, { user: { ...PERSON, phone: FORM.phone } });
  const driver = await signIn(telegram, baseUrl, PERSON.id, { seen, sessions });
  const list = await driver.get("/api/cargos?mode=all&limit=2");
  const [first, second] = list.json.data.map(({ id }: { id: string }) => id) as [string, string];
  await driver.post(`/api/cargos/${first}/responses`, FORM);
  await driver.post(`/api/cargos/${second}/responses`, FORM);
  const messages = await eventually(() => messagesIn(telegram, DISPATCH_CHAT), (all) => all.length === 2);
  for (const { message_id: messageId, reply_markup } of messages) {
    const data = reply_markup!.inline_keyboard.flat().find(({ callback_data }) =>
      callback_data?.startsWith("accept:")
    )!.callback_data!;
    await webhook(baseUrl, webhookSecret, pressed(messageId, data));
  }
  await eventually(
    () => driver.get(`/api/responses/${PERSON.id}-${first}`),
    ({ json }) => json.status === "accepted",
  );
  await webhook(baseUrl, webhookSecret, said());
  await webhook(baseUrl, "not the secret", said());
  await leaveDefaults(driver);
  assert.equal((await driver.post("/api/searches", { name: SEARCH, filter: { mode: "all" } })).status, 201);
  await lookAround(driver, first, seen);
  await forgedSignIns(telegram, baseUrl, { seen, sessions });

  const admin = await signIn(telegram, baseUrl, ADMIN, { seen, sessions });
  for (const path of ["/admin/events", `/admin/streams/driver-${PERSON.id}`, "/api/admin/events?limit=500"]) {
    seen.push((await admin.get(path)).text);
  }
  seen.push(
    await (await fetch(`${baseUrl}/metrics`)).text(),
    await (await fetch(`${baseUrl}/health`)).text(),
  );
  await caughtUp(world);
}

/** Nothing works: a wrong password upstream, a Bot API that cannot be reached. Starts the product and stops it. */
export async function darkDay(
  outside: Sandboxes,
  environment: Record<string, string>,
  { seen, sessions }: Seen,
): Promise<void> {
  await control(outside.cargotech, { expireTokens: true });
  const product = await outside.launch({
    ...environment,
    CARGOTECH_PASSWORD: WRONG_PASSWORD,
    TELEGRAM_API_ROOT: `http://127.0.0.1:${freePort()}`,
    TELEGRAM_MODE: "polling",
    LIST_CACHE_TTL: "0",
  });
  const driver = await signIn(outside.telegram, product.baseUrl, PERSON.id, { seen, sessions });
  for (const path of ["/api/cargos?mode=all&limit=3&offset=40", "/api/cargos/1", "/", "/health"]) {
    seen.push((await driver.get(path)).text);
  }
  const { json } = await driver.get("/api/responses");
  seen.push((await driver.call("DELETE", `/api/responses/${json.data[0].responseId}`)).text);
  const told = (message: string) =>
    eventually(() => Promise.resolve(outside.logs), (lines) => lines.some((line) => line.includes(message)));
  await told("polling for updates failed");
  await told("Cannot sign in to CargoTech");
  await product.stop("a test");
}

/** What answers begin with: typed in the profile, and shared by Telegram. */
async function leaveDefaults(driver: ApiClient): Promise<void> {
  const saved = await fetch(`${driver.baseUrl}/profile`, {
    method: "POST",
    headers: { authorization: `Bearer ${driver.token}` },
    body: new URLSearchParams({ _action: "defaults", ...FORM }),
    redirect: "manual",
  });
  assert.equal(saved.status, 303);
  const person = { ...PERSON, is_bot: false, role: "driver", phone: FORM.phone } as const;
  const contact = signContact(SECRETS.botToken, person, Math.floor(Date.now() / 1000));
  assert.equal((await driver.post("/api/me/contact", { contact })).status, 200);
}

async function lookAround(driver: ApiClient, cargoId: string, seen: string[]): Promise<void> {
  const pages = [
    "/",
    `/cargos/${cargoId}`,
    "/responses",
    "/profile",
    "/favourites",
    "/subscription",
    "/nowhere",
  ];
  const api = ["/api/me", "/api/cargos?limit=0", `/api/cargos/${cargoId}`, "/api/responses", "/api/nowhere"];
  for (const path of [...pages, ...api]) seen.push((await driver.get(path)).text);
  seen.push((await driver.post(`/api/cargos/${cargoId}/responses`, { ...FORM, phone: "1" })).text);
  seen.push(
    (await driver.post(`/api/cargos/${cargoId}/responses`, { ...FORM, comment: "x".repeat(70_000) })).text,
  );
}

async function forgedSignIns(telegram: Sandbox, baseUrl: string, { seen, sessions }: Seen): Promise<void> {
  for (let tries = 0; tries < 12; tries++) {
    const initData = await initDataOf(telegram, PERSON.id);
    sessions.push(initData, new URLSearchParams(initData).get("hash")!);
    const forged = initData.replace(String(PERSON.id), String(ADMIN));
    const response = await fetch(`${baseUrl}/api/auth/telegram`, {
      method: "POST",
      body: JSON.stringify({ initData: forged }),
    });
    seen.push(await response.text());
  }
}

async function signIn(telegram: Sandbox, baseUrl: string, userId: number, { seen, sessions }: Seen) {
  const initData = await initDataOf(telegram, userId);
  const response = await fetch(`${baseUrl}/api/auth/telegram`, {
    method: "POST",
    body: JSON.stringify({ initData }),
  });
  const text = await response.text();
  const { token } = JSON.parse(text);
  seen.push(text);
  sessions.push(token, initData, new URLSearchParams(initData).get("hash")!);
  return new ApiClient(baseUrl, token);
}

let updates = 70_000_000;

const pressed = (messageId: number, data: string) => ({
  update_id: updates++,
  callback_query: {
    id: String(updates),
    from: { id: DISPATCHER, is_bot: false, first_name: "Сергей" },
    chat_instance: "1",
    data,
    message: {
      message_id: messageId,
      date: 1_790_000_000,
      chat: { id: DISPATCH_CHAT, type: "supergroup", title: "x" },
    },
  },
});

const said = () => ({
  update_id: updates++,
  message: {
    message_id: updates,
    date: 1_790_000_000,
    from: { ...PERSON, is_bot: false },
    chat: { id: PERSON.id, type: "private", first_name: PERSON.first_name },
    text: WORDS,
  },
});

async function webhook(baseUrl: string, secret: string, update: object): Promise<void> {
  const response = await fetch(`${baseUrl}/webhooks/telegram`, {
    method: "POST",
    headers: { "x-telegram-bot-api-secret-token": secret },
    body: JSON.stringify(update),
  });
  await response.body?.cancel();
}
