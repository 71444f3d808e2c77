// kill -9 under load: whatever was acknowledged is there once, in a log without gaps, and its message is accounted for.
import assert from "node:assert/strict";
import { startCargoTech } from "../../sandbox/cargotech/server.ts";
import { startTelegram } from "../../sandbox/telegram/server.ts";
import { ADMIN, ApiClient, DISPATCH_CHAT, environmentOf, eventually, SECRETS } from "../support/product.ts";
import { type ProductProcess, startProcess } from "../support/product_process.ts";

const KILLS = Number(Deno.env.get("KILLS") ?? 3);
const DRIVERS = [700_000_101, 700_000_102, 700_000_103];
const FORM = { phone: "+79123456789", name: "Иван" };

Deno.test("whatever was acknowledged before kill -9 is there once, dense and delivered or accounted for", async () => {
  const folder = await Deno.makeTempDir();
  const cargotech = startCargoTech({ ...SECRETS, live: false, rateLimit: null });
  const telegram = startTelegram({
    botToken: SECRETS.botToken,
    botUsername: "cargotech_sandbox_bot",
    appUrl: "http://localhost",
    dispatchChatId: DISPATCH_CHAT,
  });
  const environment = {
    ...environmentOf({ port: 0, cargotech: cargotech.url, telegram: telegram.url }),
    KV_PATH: `${folder}/killed.kv`,
    TELEGRAM_CHAT_PER_SECOND: "1000",
    TELEGRAM_GLOBAL_PER_SECOND: "1000",
    TELEGRAM_GROUP_PER_MINUTE: "100000",
    LOG_LEVEL: "error",
  };
  const acknowledged = new Set<string>();
  const loads: string[] = [];
  try {
    for (let round = 0; round < KILLS; round++) {
      const product = await startProcess(environment);
      const clients = await Promise.all(DRIVERS.map((id) => signIn(product, telegram.url, id)));
      if (loads.length === 0) loads.push(...await cargoIds(clients[0]!));
      const mine = loads.slice(round * 12, (round + 1) * 12);
      const pressing = clients.flatMap((client) =>
        mine.map(async (cargo) => {
          const answer = await client.post(`/api/cargos/${cargo}/responses`, FORM).catch(() => null);
          if (answer?.status === 201) acknowledged.add(answer.json.responseId);
        })
      );
      await eventually(() => Promise.resolve(acknowledged.size), (size) => size > round * 20);
      await product.kill();
      await Promise.all(pressing);
    }

    const product = await startProcess(environment);
    const admin = await signIn(product, telegram.url, ADMIN);
    const events = await allEvents(admin);
    assert.deepEqual(events.map(({ position }) => position), events.map((_, index) => index + 1));
    const responded = events.filter(({ type }) => type === "CargoResponded").map(({ data }) =>
      data["responseId"]
    );
    assert.equal(new Set(responded).size, responded.length, "a response was written twice");
    for (const responseId of acknowledged) {
      assert.ok(responded.includes(responseId), `${responseId} was lost`);
    }

    await eventually(async () => await openMessages(admin, responded), (open) => open.length === 0, 60_000);
    const texts = (await messagesOf(telegram.url)).map(({ reply_markup }) => JSON.stringify(reply_markup));
    for (const responseId of responded) {
      const shown = texts.filter((text) => text.includes(`accept:${responseId}"`)).length;
      assert.ok(shown <= 1, `${responseId} reached the dispatchers ${shown} times`);
    }
    assert.equal(await product.stop(), 0);
  } finally {
    await Promise.all([cargotech.stop(), telegram.stop()]);
    await Deno.remove(folder, { recursive: true });
  }
});

/** Responses whose message to the dispatchers is neither delivered nor known to be of unknown fate. */
async function openMessages(admin: ApiClient, responded: unknown[]): Promise<unknown[]> {
  const events = await allEvents(admin);
  const settled = new Set(
    events.filter(({ type }) => type === "ResponseDelivered").map(({ data }) => data["responseId"]),
  );
  for (const { type, data } of events) {
    if (type === "MessageOutcomeUnknown") {
      settled.add(String(data["messageId"]).replace("dispatcher_new_response:", ""));
    }
  }
  return responded.filter((responseId) => !settled.has(responseId));
}

interface Stored {
  readonly position: number;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

async function allEvents(admin: ApiClient): Promise<Stored[]> {
  const events: Stored[] = [];
  for (let after: number | null = 0; after !== null;) {
    const { json }: { json: { data: Stored[]; next: number | null } } = await admin.get(
      `/api/admin/events?after=${after}&limit=1000`,
    );
    events.push(...json.data);
    after = json.next;
  }
  return events;
}

async function cargoIds(client: ApiClient): Promise<string[]> {
  const { json } = await client.get("/api/cargos?mode=all&limit=100");
  return json.data.map(({ id }: { id: string }) => id);
}

async function signIn({ baseUrl }: ProductProcess, telegramUrl: string, userId: number): Promise<ApiClient> {
  const signed = await fetch(`${telegramUrl}/__control/init-data`, {
    method: "POST",
    body: JSON.stringify({ userId }),
  });
  const { initData } = await signed.json();
  const response = await fetch(`${baseUrl}/api/auth/telegram`, {
    method: "POST",
    body: JSON.stringify({ initData }),
  });
  return new ApiClient(baseUrl, (await response.json()).token);
}

async function messagesOf(telegramUrl: string): Promise<{ reply_markup?: unknown }[]> {
  return await (await fetch(`${telegramUrl}/__control/messages?chat=${DISPATCH_CHAT}`)).json();
}
