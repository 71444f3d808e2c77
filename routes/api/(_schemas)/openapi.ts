// The HTTP surface as OpenAPI 3.1 (spec.openapis.org/oas/v3.1.1), generated from the table of operations.
import { z } from "zod";
import { Card, Detail } from "../../../domain/freight/cargo.ts";
import { type ProblemCode, statusOf } from "../../(_shared)/status.ts";
import { StoredEventAnswer } from "../admin/(_schemas)/events.ts";
import { type Answer, type Operation, operations } from "./operations.ts";
import { ResponseAnswer } from "./responses.ts";

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe("In Russian, fit to show"),
  code: z.enum(Object.keys(statusOf) as ProblemCode[]),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

/** Schemas the document names once; wherever else they occur they are referred to. */
function namedSchemas() {
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries({ Card, Detail, ResponseAnswer, StoredEventAnswer, Problem })) {
    names.add(schema, { id: id.replace(/Answer$/, "") });
  }
  return names;
}

const uri = (id: string) => `#/components/schemas/${id}`;

/** The document for a deployment at `baseUrl` (no trailing slash). */
export function openApi(baseUrl: string) {
  const names = namedSchemas();
  const { schemas } = z.toJSONSchema(names, { uri, override: open });
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    (paths[operation.path] ??= {})[operation.method] = describe(operation, names);
  }
  return {
    openapi: "3.1.1",
    info: { title: "CargoTech Driver", version: "1", description: "Freight for truck drivers." },
    servers: [{ url: baseUrl }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, embedded(schema)])),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        cookie: {
          type: "apiKey",
          in: "cookie",
          name: baseUrl.startsWith("https:") ? "__Host-session" : "session",
        },
        telegram: { type: "apiKey", in: "header", name: "X-Telegram-Bot-Api-Secret-Token" },
      },
    },
  };
}

type Names = ReturnType<typeof namedSchemas>;

function describe(operation: Operation, names: Names) {
  const { summary, caller, body, deprecated } = operation;
  return {
    summary,
    ...(deprecated && { deprecated }),
    security: caller === "anyone"
      ? []
      : caller === "telegram"
      ? [{ telegram: [] }]
      : [{ bearer: [] }, { cookie: [] }],
    parameters: parameters(operation),
    ...(body && {
      requestBody: { required: true, content: { "application/json": { schema: inputSchema(body) } } },
    }),
    responses: { ...problems(operation), ...answers(operation.answers, names) },
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

function answers(described: Operation["answers"], names: Names) {
  return Object.fromEntries(
    Object.entries(described).map(([status, answer]) => [status, reply(answer, names)]),
  );
}

function reply({ description, schema, types = [] }: Answer, names: Names) {
  const content = {
    ...(schema && { "application/json": { schema: outputSchema(schema, names) } }),
    ...Object.fromEntries(types.map((type) => [type, {}])),
  };
  return { description, ...(Object.keys(content).length > 0 && { content }) };
}

/** Refusals by status: `{404: {description: "cargo_not_found", …}}`. */
function problems(operation: Operation) {
  const byStatus = Map.groupBy(
    new Set([...implied(operation), ...operation.refusals ?? []]),
    (code) => statusOf[code],
  );
  const content = { "application/problem+json": { schema: { $ref: uri("Problem") } } };
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, { description: codes.join(", "), content }]),
  );
}

/** Refusals that follow from who may call, how, and with what. */
function* implied({ caller, method, body }: Operation): Generator<ProblemCode> {
  if (caller !== "anyone") yield "unauthenticated";
  if (caller === "admin") yield "forbidden";
  if (caller !== "telegram") yield "rate_limited";
  if (caller !== "telegram" && method !== "get") yield "cross_origin";
  if (body) yield* ["bad_request", "payload_too_large"] as const;
  if (body && caller === "driver") yield "validation_failed";
}

function inputSchema(schema: z.ZodType) {
  return embedded(z.toJSONSchema(schema, { io: "input" }));
}

function outputSchema(schema: z.ZodType, names: Names) {
  const id = names.get(schema)?.id;
  if (id !== undefined) return { $ref: uri(id) };
  return embedded(
    z.toJSONSchema(schema, { metadata: names, override: open, external: { registry: names, uri, defs: {} } }),
  );
}

/** Answers grow: a client must expect fields it does not know. */
function open({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

/** Inside a document a schema needs no dialect and no id of its own. */
function embedded({ $schema: _, $id: __, ...schema }: z.core.JSONSchema.BaseSchema) {
  return schema;
}
