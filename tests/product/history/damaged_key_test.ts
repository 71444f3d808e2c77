// One personal key is damaged at rest: what others see stays, nothing of its person is lost or taken for forgotten.
import assert from "node:assert/strict";
import { damageKey } from "../../support/damage_key.ts";
import {
  ADMIN,
  DISPATCH_CHAT,
  DISPATCHER,
  DRIVER,
  eventually,
  OTHER_DRIVER,
  pressButton,
  type Product,
  startProduct,
} from "../../support/product.ts";
import { answered } from "../bot/answered.ts";

const PAGES = [
  ...["/admin", "/admin/events", "/admin/audit", "/admin/subscriptions", "/admin/payments", "/admin/outbox"],
  ...["/admin/streams/driver-" + OTHER_DRIVER, "/admin/streams/driver-" + DRIVER],
  ...["/api/admin/events?limit=100", "/api/admin/audit", "/api/admin/subscriptions"],
  ...[
    "/api/admin/streams/driver-" + OTHER_DRIVER,
    `/api/admin/projections/drivers/rows?key=[${OTHER_DRIVER}]`,
  ],
];

/** The product, and its clock. */
async function withProduct(use: (product: Product, time: { ahead: number }) => Promise<void>): Promise<void> {
  const time = { ahead: 0 };
  await using product = await startProduct({}, { clock: () => Date.now() + time.ahead });
  await use(product, time);
}

/** Damages keys, or mends them, and lets the process forget what it remembers of them. */
async function turn(
  { world: { kv } }: Product,
  time: { ahead: number },
  ...subjects: number[]
): Promise<void> {
  for (const subject of subjects) await damageKey(kv, String(subject));
  await kv.set(["keys-changed"], true);
  time.ahead += 1_000;
}

Deno.test("with the key of a dispatcher and of a driver damaged, every page of others is there, and the alarm names both", () =>
  withProduct(async (product, time) => {
    const { mine: driver, messages: [message] } = await answered(product, 1);
    await pressButton(product, message!, "accept:");
    await eventually(() => driver.get("/api/responses"), ({ json }) => json.data[0].status === "accepted");
    const other = await product.signIn(OTHER_DRIVER);
    const admin = await product.signIn(ADMIN);

    await turn(product, time, DISPATCHER, OTHER_DRIVER);
    for (const page of PAGES) assert.equal((await admin.get(page)).status, 200, page);
    assert.equal((await driver.get("/api/responses")).json.data[0].status, "accepted");
    for (const page of ["/", "/responses", "/profile"]) {
      assert.equal((await driver.get(page)).status, 200, page);
      assert.equal((await other.get(page)).status, 200, page);
    }
    const alarms = product.logs.map((line) => JSON.parse(line))
      .filter(({ alarm, message }) => alarm && message === "a personal key is damaged");
    assert.deepEqual(
      alarms.map(({ subject }) => subject).sort(),
      [OTHER_DRIVER, DISPATCHER].map(String),
    );
  }));

Deno.test("what is to be done with a damaged key waits for it: nobody is taken for forgotten, nothing is half done", () =>
  withProduct(async (product, time) => {
    const { world } = product;
    const { mine: driver, messages: [message] } = await answered(product, 1);
    await product.signIn(ADMIN);

    await turn(product, time, DRIVER);
    await assert.rejects(product.signIn(DRIVER), /Cannot sign in: 500/);
    await product.control(product.telegram, { send: { userId: DRIVER, text: "/help" } });
    await product.logged("an update of Telegram was not kept");
    await pressButton(product, message!, "accept:", { userId: ADMIN });
    await product.logged("queue handler threw");
    assert.match((await product.messages(DISPATCH_CHAT))[0]!.text, /912/, "the dispatchers keep the phone");

    await turn(product, time, DRIVER);
    await eventually(() => driver.get("/api/responses"), ({ json }) => json.data[0].status === "accepted");
    await eventually(() => product.messages(DISPATCH_CHAT), ([only]) => /Иван, [^]*912/.test(only!.text));
    const types = (await world.log.readStream(`driver-${DRIVER}`)).map(({ type }) => type);
    assert.deepEqual(types, ["DriverRegistered", "DriverSignedIn"]);
  }));
