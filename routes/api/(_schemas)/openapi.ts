// The HTTP surface as OpenAPI 3.1 (spec.openapis.org/oas/v3.1.1), generated from the table of operations.
import { z } from "zod";
import { Card, Detail } from "../../../domain/freight/cargo.ts";
import { type ProblemCode, statusOf } from "../../(_shared)/status.ts";
import { StoredEventAnswer as StoredEvent } from "../admin/(_schemas)/events.ts";
import { PaymentRecord } from "../admin/(_schemas)/payments.ts";
import { RebuildAnswer } from "../admin/(_schemas)/projections.ts";
import { PromoCodeAnswer } from "../admin/(_schemas)/promo_codes.ts";
import { FlagAnswer, SettingAnswer } from "../admin/(_schemas)/settings.ts";
import { SubscriptionRecord } from "../admin/(_schemas)/subscriptions.ts";
import { VerifyAnswer } from "../admin/(_schemas)/verify.ts";
import { inputSchema, type OutputSchemas, outputSchemas, referenceTo } from "./json_schemas.ts";
import { type Answer, type Operation, operations } from "./operations.ts";
import { PaymentAnswer } from "./payments.ts";
import { ResponseAnswer } from "./responses.ts";
import { SearchAnswer } from "./searches.ts";

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe("In Russian, fit to show"),
  code: z.enum(Object.keys(statusOf) as ProblemCode[]),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  where: z.string().optional().describe("Path of the page where it can be mended"),
});

const named = {
  Verification: VerifyAnswer,
  Card,
  Detail,
  Payment: PaymentAnswer,
  Rebuild: RebuildAnswer,
  Response: ResponseAnswer,
  Search: SearchAnswer,
  StoredEvent,
  Problem,
  Flag: FlagAnswer,
  StaffPayment: PaymentRecord,
  PromoCode: PromoCodeAnswer,
  Setting: SettingAnswer,
  Subscription: SubscriptionRecord,
};

/** The document for a deployment at `baseUrl` (no trailing slash). */
export function openApi(baseUrl: string) {
  const answered = operations.flatMap(({ answers }) => Object.values(answers)).flatMap(({ schema }) =>
    schema ?? []
  );
  const schemas = outputSchemas(named, answered);
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    (paths[operation.path] ??= {})[operation.method] = describe(operation, schemas);
  }
  return {
    openapi: "3.1.1",
    info: { title: "CargoTech Driver", version: "1", description: "Freight for truck drivers." },
    servers: [{ url: baseUrl }],
    paths,
    components: { schemas: schemas.components, securitySchemes: securitySchemes(baseUrl) },
  };
}

function securitySchemes(baseUrl: string) {
  const cookie = baseUrl.startsWith("https:") ? "__Host-session" : "session";
  return {
    bearer: { type: "http", scheme: "bearer" },
    cookie: { type: "apiKey", in: "cookie", name: cookie },
    telegram: { type: "apiKey", in: "header", name: "X-Telegram-Bot-Api-Secret-Token" },
  };
}

const SESSION = [{ bearer: [] }, { cookie: [] }];
const security = { anyone: [], driver: SESSION, admin: SESSION, telegram: [{ telegram: [] }] };

function describe(operation: Operation, schemas: OutputSchemas) {
  const { summary, caller, body, deprecated } = operation;
  return {
    summary,
    ...(deprecated && { deprecated }),
    security: security[caller],
    parameters: parameters(operation),
    ...(body && {
      requestBody: { required: true, content: { "application/json": { schema: inputSchema(body) } } },
    }),
    responses: { ...problems(operation), ...answers(operation, schemas) },
  };
}

function parameters({ path, headers = {}, query }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inHeaders = Object.entries(headers).map(([name, description]) => ({
    name,
    in: "header",
    description,
    schema: { type: "string" },
  }));
  const { properties = {}, required = [] } = query ? inputSchema(query) : {};
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
  return [...inPath, ...inHeaders, ...inQuery];
}

function answers({ answers }: Operation, schemas: OutputSchemas) {
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [status, reply(answer, schemas)]),
  );
}

function reply({ description, schema, types = [] }: Answer, schemas: OutputSchemas) {
  const content = {
    ...(schema && { "application/json": { schema: schemas.schemaOf(schema) } }),
    ...Object.fromEntries(types.map((type) => [type, {}])),
  };
  return { description, ...(Object.keys(content).length > 0 && { content }) };
}

/** Refusals by status: `{404: {description: "cargo_not_found", …}}`. */
function problems(operation: Operation) {
  const codes = new Set([...implied(operation), ...operation.refusals ?? []]);
  const content = { "application/problem+json": { schema: { $ref: referenceTo("Problem") } } };
  return Object.fromEntries(
    [...Map.groupBy(codes, (code) => statusOf[code])].map(([status, group]) => [
      status,
      { description: group.join(", "), content },
    ]),
  );
}

/** Refusals that follow from who may call, how, and with what. */
function* implied({ caller, method, body }: Operation): Generator<ProblemCode> {
  if (caller !== "anyone") yield "unauthenticated";
  if (caller === "admin") yield "forbidden";
  if (caller !== "telegram") yield "rate_limited";
  if (caller !== "telegram" && method !== "get") yield "cross_origin";
  if (body) yield* ["bad_request", "payload_too_large", "request_timeout"] as const;
  if (body && caller === "driver") yield "validation_failed";
}
