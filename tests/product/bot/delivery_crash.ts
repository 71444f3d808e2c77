// Kills the product in the middle of sending, again and again, and compares what it had promised with what Telegram has.
import type { TelegramSandbox } from "../../../sandbox/telegram/server.ts";
import {
  ADMIN,
  type ApiClient,
  cargoIds,
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  OTHER_DRIVER,
  signIn,
} from "../../support/product.ts";
import { startSandboxes } from "../../support/sandboxes.ts";

export interface DeliveryReport {
  readonly kills: number;
  /** Kills while the Bot API had a message in hand. */
  readonly midSending: number;
  /** Messages of responses that were acknowledged, or are in the log: one to the dispatchers, one to the driver each. */
  readonly promised: number;
  readonly arrived: number;
  /** May or may not have arrived; the console shows each as such. */
  readonly unknown: number;
  /** Neither arrived nor shown. */
  readonly lost: readonly string[];
  /** Arrived more than once without anybody having asked. */
  readonly doubled: readonly string[];
}

const FORM = { phone: "+79123456789", name: "Иван" };
const DRIVERS = [DRIVER, OTHER_DRIVER];
/** What the Bot API takes for each call while processes die, milliseconds. */
const LATENCY = 80;

export async function crashDeliveries(kills: number): Promise<DeliveryReport> {
  await using sandboxes = await startSandboxes();
  const { telegram } = sandboxes;
  const promised = new Set<string>();
  let midSending = 0;
  const loads: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const product = await sandboxes.spawn();
    const clients = await Promise.all(DRIVERS.map((id) => signIn(product.baseUrl, telegram.url, id)));
    if (loads.length === 0) loads.push(...await cargoIds(clients[0]!));
    const sentBefore = sendings(telegram).length;
    telegram.controls.latencyMs = LATENCY;
    const asking = clients.map(async (client) => {
      const answer = await client.post(`/api/cargos/${loads[kill]}/responses`, FORM).catch(() => null);
      if (answer?.status === 201) promised.add(answer.json.responseId);
    });
    // Somewhere between the first and the last message, while one is on the line.
    const patience = kill % 3;
    await eventually(
      () => Promise.resolve(sendings(telegram).slice(sentBefore)),
      (now) => now.length > patience && now.some(({ status }) => status === null),
    ).then(() => midSending++, () => {});
    await product.kill();
    await Promise.all(asking);
    telegram.controls.latencyMs = 0;
  }
  const product = await sandboxes.spawn();
  const admin = await signIn(product.baseUrl, telegram.url, ADMIN);
  // What a dead process held is taken up when its lease ends.
  await eventually(() => outbox(admin, "queued"), (all) => all.length === 0);
  const { json } = await admin.get("/api/admin/events?type=CargoResponded&limit=1000");
  for (const { data } of json.data) promised.add(data.responseId);
  const unknown = new Set((await outbox(admin, "unknown")).map(({ id }) => id));
  const messages = [...promised].flatMap((responseId) => [
    { id: `dispatcher_new_response:${responseId}`, arrived: arrivedToDispatchers(telegram, responseId) },
    { id: `driver_response_sent:${responseId}`, arrived: arrivedToDriver(telegram, responseId) },
  ]);
  await product.stop();
  return {
    kills,
    midSending,
    promised: messages.length,
    arrived: messages.filter(({ arrived }) => arrived > 0).length,
    unknown: messages.filter(({ id }) => unknown.has(id)).length,
    lost: messages.filter(({ id, arrived }) => arrived === 0 && !unknown.has(id)).map(({ id }) => id),
    doubled: messages.filter(({ arrived }) => arrived > 1).map(({ id }) => id),
  };
}

function sendings({ controls }: TelegramSandbox) {
  return controls.log.entries().filter(({ path }) => path.includes("sendMessage"));
}

function arrivedToDispatchers({ world }: TelegramSandbox, responseId: string): number {
  return world.chats.messages(DISPATCH_CHAT).filter(({ reply_markup }) =>
    JSON.stringify(reply_markup).includes(`accept:${responseId}"`)
  ).length;
}

function arrivedToDriver({ world }: TelegramSandbox, responseId: string): number {
  const [driverId, cargoId] = responseId.split("-");
  return world.chats.messages(Number(driverId)).filter(({ reply_markup }) =>
    JSON.stringify(reply_markup).includes(`/cargos/${cargoId}"`)
  ).length;
}

async function outbox(admin: ApiClient, status: string): Promise<{ id: string }[]> {
  return (await admin.get(`/api/admin/outbox?status=${status}&limit=1000`)).json.data;
}
