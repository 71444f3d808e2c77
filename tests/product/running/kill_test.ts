// kill -9 under load: whatever was acknowledged is there once, in a log without gaps, and its message is accounted for.
import assert from "node:assert/strict";
import { ADMIN, type ApiClient, cargoIds, DISPATCH_CHAT, eventually, signIn } from "../../support/product.ts";
import { messagesIn } from "../../support/sandbox_control.ts";
import { startSandboxes } from "../../support/sandboxes.ts";

const KILLS = Number(Deno.env.get("KILLS") ?? 3);
const DRIVERS = [700_000_101, 700_000_102, 700_000_103];
const FORM = { phone: "+79123456789", name: "Иван" };

Deno.test("whatever was acknowledged before kill -9 is there once, dense and delivered or accounted for", async () => {
  await using sandboxes = await startSandboxes();
  const { telegram } = sandboxes;
  const acknowledged = new Set<string>();
  const loads: string[] = [];
  for (let round = 0; round < KILLS; round++) {
    const product = await sandboxes.spawn();
    const clients = await Promise.all(DRIVERS.map((id) => signIn(product.baseUrl, telegram.url, id)));
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

  const product = await sandboxes.spawn();
  const admin = await signIn(product.baseUrl, telegram.url, ADMIN);
  const events = await allEvents(admin);
  assert.deepEqual(events.map(({ position }) => position), events.map((_, index) => index + 1));
  const responded = events.filter(({ type }) => type === "CargoResponded").map(({ data }) =>
    data["responseId"]
  );
  assert.equal(new Set(responded).size, responded.length, "a response was written twice");
  for (const responseId of acknowledged) {
    assert.ok(responded.includes(responseId), `${responseId} was lost`);
  }

  await eventually(async () => await openMessages(admin, responded), (open) => open.length === 0);
  const texts = (await messagesIn(telegram, DISPATCH_CHAT)).map(({ reply_markup }) =>
    JSON.stringify(reply_markup)
  );
  for (const responseId of responded) {
    const shown = texts.filter((text) => text.includes(`accept:${responseId}"`)).length;
    assert.ok(shown <= 1, `${responseId} reached the dispatchers ${shown} times`);
  }
  assert.equal(await product.stop(), 0);
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
