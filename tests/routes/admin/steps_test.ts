// Steps that failed for good: who sees them, what is told of each, and how they are done after all.
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { SEEK_BACKHAUL } from "../../../domain/backhaul/mod.ts";
import { steps } from "../../../domain/processes/steps.ts";
import { PROCESS_UPDATE } from "../../../domain/updates/mod.ts";
import { outKey, pendingKey } from "../../../infra/eventlog/keys.ts";
import { OBEY_STRIPE } from "../../../infra/payments/stripe/door.ts";
import { JUDGE_NOTIFICATION } from "../../../infra/payments/yookassa/door.ts";
import { viewKey } from "../../../infra/projections/keys.ts";
import { readLive } from "../../../infra/projections/live.ts";
import { encodeMessage, encodePending, type MessageRecord } from "../../../infra/queue/message_record.ts";
import { StepsAnswer } from "../../../routes/api/admin/(_schemas)/steps.ts";
import { stepName } from "../../../texts/admin_steps.ts";
import { givenUp, NEWCOMER, TRIAL } from "../../support/given_up.ts";
import { ADMIN, DRIVER, eventually, type Product, SECRETS, startProduct } from "../../support/product.ts";

const API = "/api/admin/steps";
const PAGE = "/admin/outbox/steps";
const named = encodeURIComponent(TRIAL.id);

/** Spoils what tells how many days a new driver may try; what it gives puts that right. */
async function spoilSettings({ world: { kv } }: Product): Promise<() => Promise<void>> {
  const { build } = await eventually(() => readLive(kv, "settings"), ({ build }) => build !== null);
  const row = viewKey("settings", build!, ["trial_days"]);
  await kv.set(row, new TextEncoder().encode("garbage"));
  return () => kv.delete(row);
}

/** Queues a message as it is; what it gives takes it back. */
async function queued({ world: { kv } }: Product, message: MessageRecord, due: number) {
  const keys = [outKey(due, message.id), pendingKey(message.id)] as const;
  const token = message.claim?.token;
  await kv.atomic()
    .set(keys[0], encodeMessage(message))
    .set(keys[1], encodePending({ v: 1, due, ...(token !== undefined && { token }) }))
    .commit();
  return () => kv.atomic().delete(keys[0]).delete(keys[1]).commit();
}

/** As if another process were at something that must be done before the step; what it gives ends that. */
function heldUp(product: Product) {
  const claim = { token: "another process", started: false };
  return queued(product, { ...TRIAL, id: "before", attempt: 1, claim }, Date.now() + 3_600_000);
}

Deno.test("a step that throws for good is told to the operators, shown, and done exactly once however often it is retried", async () => {
  await using product = await startProduct({ TRIAL_DAYS: "3" });
  // Before anybody has read them: what was read is remembered.
  const mend = await spoilSettings(product);
  await queued(product, { ...TRIAL, attempt: 99, failures: 99 }, Date.now());
  await product.logged("a step was given up");
  await eventually(() => product.world.queue.deadOne(TRIAL.id), (dead) => dead !== null);
  await mend();

  const admin = await product.signIn(ADMIN);
  const { json: { data: [step] } } = await admin.get(API);
  const { at, lastError, ...known } = step;
  deepStrictEqual(known, {
    id: TRIAL.id,
    kind: "process.start_trial",
    attempts: 100,
    correlationId: "request-17",
  });
  ok(Date.parse(at) > TRIAL.queuedAt);
  match(lastError, /^Cannot read row .*trial_days/);

  const letGo = await heldUp(product);
  const press = () => admin.post(`${API}/${named}/retry`);
  const pressed = [...await Promise.all([press(), press()]), await press()];
  deepStrictEqual(pressed.map(({ status }) => status), [200, 200, 200]);
  await letGo();
  await eventually(() => product.world.queue.find(TRIAL.id), (waiting) => waiting === null);
  deepStrictEqual((await admin.get(API)).json, { data: [], next: null });
  const { json: given } = await admin.get(`/api/admin/events?stream=subscription-${NEWCOMER}`);
  deepStrictEqual(given.data.map(({ type }: { type: string }) => type), ["TrialStarted"]);
  const { json: { data: facts } } = await admin.get("/api/admin/events?stream=steps");
  strictEqual(facts.length, 1);
  const [{ type, data, meta: { actor } }] = facts;
  deepStrictEqual([type, data, actor], [
    "StepRetried",
    { messageId: TRIAL.id, kind: TRIAL.kind },
    { kind: "staff", id: String(ADMIN) },
  ]);
  const audit = (await admin.get("/api/admin/audit")).json.data;
  ok(audit.some(({ type }: { type: string }) => type === "StepRetried"));
  const late = await press();
  deepStrictEqual([late.status, late.json.code], [404, "message_gone"]);
});

Deno.test("a step that waits again is not shown, and pressing once more does nothing", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  await queued(product, TRIAL, Date.now() + 3_600_000);
  deepStrictEqual((await admin.get(API)).json.data, []);
  strictEqual((await admin.post(`${API}/${named}/retry`)).status, 200);
  deepStrictEqual((await admin.get("/api/admin/events?stream=steps")).json.data, []);
});

Deno.test("steps and messages to chats are kept apart, and only administrators see either", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const message = { ...TRIAL, id: "driver_note:1", kind: "driver_note", data: { chatId: "1" } };
  await givenUp(product, TRIAL);
  await givenUp(product, message);
  const ids = async (path: string) =>
    (await admin.get(path)).json.data.map(({ id }: { id: string }) => id).sort();
  deepStrictEqual(await ids(API), [TRIAL.id]);
  deepStrictEqual(await ids("/api/admin/outbox?status=failed"), [message.id]);
  const paths = [
    `${API}/${encodeURIComponent(message.id)}/retry`,
    `${API}/nothing/retry`,
    `/api/admin/outbox/${named}/retry`,
  ];
  for (const path of paths) {
    const { status, json } = await admin.post(path);
    deepStrictEqual([status, json.code], [404, "message_gone"], path);
  }
  const driver = await product.signIn(DRIVER);
  strictEqual((await driver.get(API)).status, 403);
  strictEqual((await driver.post(`${API}/${named}/retry`)).status, 403);
  strictEqual((await driver.get(PAGE)).status, 404);
  strictEqual((await driver.post(`${PAGE}/${named}/retry`)).status, 404);
  deepStrictEqual(await ids(API), [TRIAL.id]);
});

Deno.test("what a step carries is never shown, nor a secret its error quotes", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const carrying = { ...TRIAL, data: { driverId: NEWCOMER, note: "needle" } };
  await givenUp(product, carrying, { error: `no answer from /bot${SECRETS.botToken}/getMe` });
  for (const path of [API, PAGE]) {
    const { text } = await admin.get(path);
    match(text, /no answer from \/bot\*\*\*\/getMe/, path);
    doesNotMatch(text, /needle/, path);
  }
});

Deno.test("steps are read page by page, newest first, and what is wrong with the address is named", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  for (const n of [2, 1, 3]) await givenUp(product, { ...TRIAL, id: `step:${n}` }, { diedAt: n * 1000 });
  // At the same moment: the id decides.
  await givenUp(product, { ...TRIAL, id: "step:2b" }, { diedAt: 2000 });
  const seen: string[] = [];
  for (let after: string | null = ""; after !== null;) {
    const { json } = await admin.get(`${API}?limit=1&after=${encodeURIComponent(after)}`);
    deepStrictEqual(StepsAnswer.parse(json), json);
    strictEqual(json.data.length, 1);
    seen.push(json.data[0].id);
    after = json.next;
  }
  deepStrictEqual(seen, ["step:3", "step:2b", "step:2", "step:1"]);

  for (const [field, value] of [["after", "x"], ["after", "[]"], ["after", '["now","a"]'], ["limit", "0"]]) {
    const { status, json } = await admin.get(`${API}?${field}=${encodeURIComponent(value!)}`);
    strictEqual(status, 400);
    deepStrictEqual(json.errors.map((error: { field: string }) => error.field), [field]);
  }

  const html = (await admin.get(`${PAGE}?limit=3`)).text;
  const [, next] = /href="(\/admin\/outbox\/steps\?limit=3&amp;after=[^"]+)"/.exec(html) ?? [];
  ok(next);
  const rest = (await admin.get(next.replaceAll("&amp;", "&"))).text;
  match(rest, /data-step="step:1"/);
  match(rest, /<a href="\/admin\/outbox\/steps">В начало<\/a>/);
});

Deno.test("the page of steps works without JavaScript", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  match((await admin.get(PAGE)).text, /Застрявших шагов нет/);
  match((await admin.get("/admin/outbox")).text, /<a href="\/admin\/outbox\/steps">Шаги<\/a>/);
  await givenUp(product, TRIAL);
  match((await admin.get("/admin/outbox")).text, /<a href="\/admin\/outbox\/steps">Шаги \(1\)<\/a>/);
  const html = (await admin.get(PAGE)).text;
  match(html, /<a href="\/admin\/outbox\/steps" aria-current="page">Шаги \(1\)<\/a>/);
  match(html, /Дать пробный период/);
  match(html, /href="\/admin\/events\?request=request-17"/);
  const action = `${PAGE}/${named}/retry`;
  ok(html.includes(`action="${action}"`));
  const answer = await admin.post(action);
  deepStrictEqual([answer.status, answer.headers.get("location")], [303, PAGE]);
  await eventually(() => admin.get(PAGE), ({ text }) => text.includes("Застрявших шагов нет"));
  await eventually(() => product.world.queue.find(TRIAL.id), (waiting) => waiting === null);
  strictEqual((await admin.post(action)).status, 404);
});

Deno.test("the console names every kind of step that can be given up", () => {
  const kinds = [
    ...Object.keys(steps),
    ...[PROCESS_UPDATE, SEEK_BACKHAUL, JUDGE_NOTIFICATION, OBEY_STRIPE],
  ];
  const names = kinds.map(stepName);
  deepStrictEqual(names.filter((name) => !/[а-яё]/.test(name)), []);
  strictEqual(new Set(names).size, names.length);
});
