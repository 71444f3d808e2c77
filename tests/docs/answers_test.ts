// The running product answers as its document says: who may call, what comes back, which codes.
import assert from "node:assert/strict";
import { type Operation, operations } from "../../routes/api/(_schemas)/operations.ts";
import { ADMIN, type ApiAnswer, DRIVER, startProduct } from "../support/product.ts";

const nowhere = (path: string) => path.replaceAll(/\{\w+\}/g, "1");
const named = ({ method, path }: Operation) => `${method.toUpperCase()} ${path}`;

function operationOf(method: string, path: string): Operation {
  const found = operations.find((each) => named(each) === `${method} ${path}`);
  assert.ok(found, `${method} ${path} is not described`);
  return found;
}

/** The answer parses by the schema its status is described with. */
function fits(operation: Operation, { status, json }: ApiAnswer): void {
  const described = operation.answers[status];
  assert.ok(described, `${named(operation)} answers ${status}, which is not described`);
  assert.deepEqual(described.schema?.safeParse(json).error?.issues ?? [], [], named(operation));
}

Deno.test("whoever may not call is told so, by every operation", async () => {
  await using product = await startProduct();
  const driver = await product.signIn(DRIVER);
  for (const operation of operations.filter(({ caller }) => caller !== "anyone")) {
    const method = operation.method.toUpperCase();
    const url = product.baseUrl + nowhere(operation.path);
    const stranger = await fetch(url, { method, ...(operation.body && { body: "{}" }) });
    const { code } = await stranger.json();
    assert.deepEqual([stranger.status, code], [401, "unauthenticated"], named(operation));
    if (operation.caller !== "admin") continue;
    const refused = await driver.call(method, nowhere(operation.path));
    assert.deepEqual([refused.status, refused.json.code], [403, "forbidden"], named(operation));
  }
});

Deno.test("answers have the shape they are described with", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const cargo = await admin.anyCargo();
  const response = `${ADMIN}-${cargo}`;
  const form = { phone: "8 912 345-67-89", name: "Иван" };
  const subscription = `/api/admin/subscriptions/${ADMIN}`;
  const gift = { days: 5, reason: "простой по нашей вине" };
  const promo = { code: "VESNA2026", validFrom: "2026-01-01T00:00:00Z", validTo: "2099-01-01T00:00:00Z" };
  const calls: [method: string, described: string, path?: string, body?: unknown][] = [
    ["GET", "/api/me"],
    ["GET", "/api/tariffs"],
    ["GET", "/api/subscription"],
    ["GET", "/api/payments"],
    ["GET", "/api/cargos"],
    ["GET", "/api/cargos/{id}", `/api/cargos/${cargo}`],
    ["GET", "/api/dictionaries/points", "/api/dictionaries/points?name=Моск"],
    ["GET", "/api/dictionaries/truck-types"],
    ["GET", "/api/dictionaries/load_types"],
    ["POST", "/api/cargos/{id}/responses", `/api/cargos/${cargo}/responses`, form],
    ["POST", "/telegram/responses", "/telegram/responses", { cargo_id: cargo, ...form }],
    ["GET", "/api/responses"],
    ["GET", "/api/responses/{id}", `/api/responses/${response}`],
    ["POST", "/api/searches", "/api/searches", { name: "Все грузы", filter: { mode: "all" } }],
    ["GET", "/api/searches"],
    ["GET", "/api/admin/events"],
    ["POST", "/api/admin/promo-codes", "/api/admin/promo-codes", { ...promo, type: "days", value: 7 }],
    ["GET", "/api/admin/promo-codes"],
    ["GET", "/api/admin/promo-codes/{code}", `/api/admin/promo-codes/${promo.code}`],
    ["POST", "/api/admin/subscriptions/{driverId}/grant-days", `${subscription}/grant-days`, gift],
    ["GET", "/api/admin/subscriptions/{driverId}", subscription],
    ["GET", "/api/admin/subscriptions"],
    ["PUT", "/api/admin/flags/{key}", "/api/admin/flags/paywall_contacts", { enabled: true }],
    ["GET", "/api/admin/flags/{key}", "/api/admin/flags/paywall_contacts"],
    ["GET", "/api/admin/flags"],
    ["PUT", "/api/admin/settings/{key}", "/api/admin/settings/grace_days", {
      value: 1,
      reason: "просили водители",
    }],
    ["GET", "/api/admin/settings/{key}", "/api/admin/settings/grace_days"],
    ["GET", "/api/admin/settings"],
    ["GET", "/api/admin/audit"],
    ["GET", "/api/admin/payments"],
    ["GET", "/api/admin/payments/days"],
    ["GET", "/api/admin/payments/deliveries"],
    ["GET", "/api/admin/payments/sweeps"],
    ["GET", "/api/admin/payments/orphans"],
    ["GET", "/api/admin/streams/{streamId}", `/api/admin/streams/response-${response}`],
    ["DELETE", "/api/responses/{id}", `/api/responses/${response}`],
    ["GET", "/health"],
    ["GET", "/health/live"],
    ["GET", "/health/ready"],
    ["GET", "/api/openapi.json"],
  ];
  for (const [method, described, path = described, body] of calls) {
    fits(operationOf(method, described), await admin.call(method, path, body));
  }
});

Deno.test("the document is served to anybody and names this deployment", async () => {
  await using product = await startProduct();
  const answer = await fetch(`${product.baseUrl}/api/openapi.json`);
  const document = await answer.json();
  assert.deepEqual(document.servers, [{ url: product.baseUrl }]);
  assert.deepEqual(
    Object.keys(document.paths).sort(),
    [...new Set(operations.map(({ path }) => path))].sort(),
  );
});
