// Alarms: in the log always, at Sentry when there is a DSN, one per minute of trouble, and never with a secret.
import assert from "node:assert/strict";
import { createAlerts, createRateAlarm } from "../../infra/alerts.ts";
import { createLogger } from "../../infra/logger.ts";
import { createRedactor } from "../../infra/redact.ts";

const SECRET = "7000:bot-token-of-ours";
const { hide } = createRedactor([SECRET]);

function logTo() {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  return { lines, logger: createLogger({ level: "debug", hide, clock: () => 0, write }) };
}

Deno.test("without a DSN errors and alarms are in the log", async () => {
  const { lines, logger } = logTo();
  const alerts = await createAlerts({ dsn: undefined, logger });
  alerts.report(new Error("broken"), { requestId: "r1" });
  alerts.alarm("look here", { lastMinute: 11 });
  await alerts.flush();
  const [error, alarm] = lines.map((line) => JSON.parse(line));
  assert.deepEqual([error.level, error.requestId, error.error.message], ["error", "r1", "broken"]);
  assert.deepEqual([alarm.level, alarm.message, alarm.alarm, alarm.lastMinute], [
    "error",
    "look here",
    true,
    11,
  ]);
});

Deno.test({
  name: "with a DSN they reach Sentry too, with every secret cut out",
  // Sentry keeps a timer of its own.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const received: string[] = [];
    const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (req) => {
      received.push(await req.text());
      return Response.json({});
    });
    const { logger } = logTo();
    const dsn = `http://public@127.0.0.1:${server.addr.port}/1`;
    const alerts = await createAlerts({ dsn, logger, hide });
    alerts.report(new Error(`cannot reach http://x/bot${SECRET}/getMe`));
    alerts.alarm("many failed sign-ins");
    await alerts.flush();
    await server.shutdown();
    const all = received.join("\n");
    assert.match(all, /cannot reach http:\/\/x\/bot\*\*\*\/getMe/);
    assert.match(all, /many failed sign-ins/);
    assert.equal(all.includes(SECRET), false);
  },
});

Deno.test("more than the limit in a minute is one alarm, the next a minute later", () => {
  let now = 0;
  const alarms: number[] = [];
  const happened = createRateAlarm({ limit: 10, clock: () => now, alarm: (count) => alarms.push(count) });
  const times = (count: number) => Array.from({ length: count }, happened);
  times(10);
  assert.deepEqual(alarms, []);
  times(15);
  assert.deepEqual(alarms, [11]);
  now = 59_999;
  times(5);
  assert.deepEqual(alarms, [11], "still the same trouble");
  now = 60_000;
  times(6);
  assert.equal(alarms.length, 2);
});

Deno.test("ten in a minute, minute after minute, are no alarm", () => {
  let now = 0;
  const alarms: number[] = [];
  const happened = createRateAlarm({ limit: 10, clock: () => now, alarm: (count) => alarms.push(count) });
  for (let minute = 0; minute < 5; minute++) {
    now = minute * 60_000;
    for (let count = 0; count < 10; count++) happened();
  }
  assert.deepEqual(alarms, []);
});
