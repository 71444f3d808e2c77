// Fills an empty store with a believable year of events, through the real log, to look at the console and to measure it:
// `deno run --allow-env --allow-read --allow-write tools/seed_events.ts STORE COUNT`. ENCRYPTION_KEYS must be the ones it
// is opened with.
import { personalFieldsByType, schemaVersionOf } from "../domain/events.ts";
import type { Actor, DomainEvent } from "../domain/shared/event.ts";
import type { Commit } from "../domain/shared/event_log.ts";
import { createKeyring } from "../infra/crypto/keyring.ts";
import { createVault } from "../infra/crypto/vault.ts";
import { createKvEventLog } from "../infra/eventlog/kv_event_log.ts";

const [path = "", count = ""] = Deno.args;
if (path === "" || !/^\d+$/.test(count)) throw new Error("Usage: tools/seed_events.ts STORE COUNT");
const total = Number(count);

const keys = (Deno.env.get("ENCRYPTION_KEYS") ?? "").split(",").map((text) => Uint8Array.fromBase64(text));
const kv = await Deno.openKv(path);
const vault = createVault({
  clock: Date.now,
  kv,
  keyring: createKeyring(keys),
  personalFields: personalFieldsByType,
  random: Math.random,
  alarm(message, { subject }) {
    throw new Error(`${message}: ${subject}`);
  },
});
const newId = () => crypto.randomUUID();
const log = createKvEventLog({
  kv,
  clock: Date.now,
  newId,
  random: Math.random,
  seal: vault,
  schemaVersionOf,
});

const NAMES = ["Иван Петров", "Сергей Ковалёв", "Рустам Ибрагимов", "Алексей Шевченко", "Дмитрий Орлов"];
const ROUTES = [["Москва", "Казань"], ["Санкт-Петербург", "Екатеринбург"], ["Краснодар", "Ростов-на-Дону"]];
/** Dispatchers have a chat by region: one chat takes one event a commit, and would hold everybody up. */
const CHATS = Array.from({ length: 40 }, (_, region) => String(-1_001_234_567_890 - region));
const SYSTEM: Actor = { kind: "system" };
const OLGA: Actor = { kind: "dispatcher", id: "5501002003", name: "Ольга" };
/** Drivers who are busy at once: enough for the log to group their commits. */
const AT_ONCE = 100;
const YEAR = 365 * 86_400_000;
const DRIVERS = Math.max(10, Math.floor(total / 200));

const began = Date.now();
const registered = new Set<number>();
let told = 0;
let next = 0;

async function visits(): Promise<void> {
  while (told < total) for (const commit of visit(next++)) await log.append(commit);
}

await Promise.all(Array.from({ length: AT_ONCE }, visits));
const seconds = (Date.now() - began) / 1000;
const { position } = await log.head();
Deno.stdout.writeSync(
  new TextEncoder().encode(
    `${position} events in ${seconds.toFixed(1)} s, ${Math.round(position / seconds)}/s\n`,
  ),
);
kv.close();

/** One driver comes by: signs in and, two times of three, answers a load that is then decided on. */
function* visit(n: number): Generator<Commit> {
  const driverId = 100_000 + (n * 7919) % DRIVERS, cargoId = String(1_000_000 + n);
  const name = NAMES[driverId % NAMES.length]!, self: Actor = { kind: "driver", id: String(driverId), name };
  const signIn = newId(), answer = newId(), press = newId();
  if (!registered.has(driverId)) {
    registered.add(driverId);
    const data = { driverId, firstName: name.split(" ")[0]!, username: `driver_${driverId}` };
    yield commit(`driver-${driverId}`, { type: "DriverRegistered", data }, self, signIn);
  }
  yield commit(`driver-${driverId}`, { type: "DriverSignedIn", data: { driverId } }, self, signIn);
  if (n % 50 === 0) {
    const data = { expiresAt: new Date(began + 86_400_000).toISOString() };
    yield commit("cargotech", { type: "TokenObtained", data }, SYSTEM, newId());
  }
  if (n % 3 === 2) return;
  const responseId = `${driverId}-${cargoId}`, stream = `response-${responseId}`;
  const about = { responseId, driverId, cargoId };
  const [from, to] = ROUTES[n % ROUTES.length]!;
  const cargo = {
    id: cargoId,
    from,
    to,
    distanceKm: 812,
    weightKg: 20_000,
    truckTypes: ["тент"],
    loadTypes: [],
  };
  const phone = `+7912${1_000_000 + n % 8_999_999}`;
  yield commit(stream, { type: "CargoResponded", data: { ...about, phone, name, cargo } }, self, answer);
  const chatId = CHATS[n % CHATS.length]!;
  const messageId = `dispatcher_new_response:${responseId}`;
  const message = { messageId, kind: "dispatcher_new_response", chatId };
  const sent = { type: "MessageSent", data: { ...message, telegramMessageId: 900 + n } };
  yield commit(`chat-${chatId}`, sent, SYSTEM, answer, messageId);
  const delivered = { type: "ResponseDelivered", data: { ...about, chatId, messageId: 900 + n } };
  yield commit(stream, delivered, SYSTEM, answer, messageId);
  if (n % 4 === 3) return;
  yield commit(
    stream,
    { type: n % 4 === 1 ? "ResponseRejected" : "ResponseAccepted", data: about },
    OLGA,
    press,
  );
  const kind = "driver_response_decided";
  const told = { messageId: `${kind}:${responseId}`, kind, chatId: String(driverId) };
  const outcome = n % 21 === 0
    ? { type: "MessageFailed", data: { ...told, error: "403: Forbidden: bot was blocked by the user" } }
    : { type: "MessageSent", data: { ...told, telegramMessageId: 500 + n } };
  yield commit(`chat-${driverId}`, outcome, SYSTEM, press, told.messageId);
}

function commit(
  streamId: string,
  event: DomainEvent,
  actor: Actor,
  correlationId: string,
  causationId?: string,
): Commit {
  const at = new Date(began - YEAR + Math.min(1, told++ / total) * YEAR).toISOString();
  return {
    streams: [{ streamId, expectedVersion: "any", events: [event] }],
    meta: { at, actor, correlationId, ...(causationId !== undefined && { causationId }) },
  };
}
