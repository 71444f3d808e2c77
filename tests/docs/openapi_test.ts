// The document describes exactly the routes there are, and what they take and give.
import assert from "node:assert/strict";
import { parseFilter } from "../../domain/freight/parse_filter.ts";
import { openApi } from "../../routes/api/(_schemas)/openapi.ts";
import { operations } from "../../routes/api/(_schemas)/operations.ts";
import { CargosQuery } from "../../routes/api/(_schemas)/operations/freight_query.ts";

const ROUTES = new URL("../../routes/", import.meta.url);
/** Folders and files of routes/ that answer programs rather than people. */
const API = /^(api\/|auth\/|telegram\/|webhooks\/|health\/|healthz|metrics)/;

function* routeFiles(folder = ""): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(new URL(folder, ROUTES))) {
    if (name.startsWith("(_") || name.startsWith("_")) continue;
    if (isDirectory) yield* routeFiles(`${folder}${name}/`);
    else if (API.test(folder + name)) yield folder + name;
  }
}

/** `api/cargos/[id]/index.ts` → `/api/cargos/{id}`. */
function pathOf(file: string): string {
  return "/" + file.replace(/\.tsx?$/, "").replace(/(^|\/)index$/, "").replaceAll(/\[(\w+)\]/g, "{$1}");
}

async function routes(): Promise<string[]> {
  const found: string[] = [];
  for (const file of routeFiles()) {
    const { handler } = await import(new URL(file, ROUTES).href);
    for (const method of Object.keys(handler)) found.push(`${method} ${pathOf(file)}`);
  }
  return found.sort();
}

Deno.test("every route has its operation, and every operation its route", async () => {
  const described = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort();
  assert.deepEqual(
    await routes(),
    described,
    "describe the route in routes/api/(_schemas)/operations/, or remove the operation that has none",
  );
});

Deno.test("every operation is described once", () => {
  const names = operations.map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual(names, [...new Set(names)]);
});

Deno.test("the filter knows every parameter that is described, and every other is none", () => {
  for (const name of Object.keys(CargosQuery.shape)) {
    const { errors } = parseFilter(new URLSearchParams({ [name]: "?" }));
    assert.deepEqual(errors.map(({ field }) => field), [name]);
  }
  assert.deepEqual(parseFilter(new URLSearchParams({ surprise: "?" })).errors, []);
});

Deno.test("what the document refers to is in it", () => {
  const document = openApi("http://localhost:8000");
  const text = JSON.stringify(document);
  const targets = new Set(
    [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, id]) => id!),
  );
  assert.deepEqual([...targets].filter((id) => !(id in document.components.schemas)), []);
  assert.ok(targets.size > 0);
  assert.equal(document.openapi, "3.1.1");
});

Deno.test("a body is described as it is sent, before it is understood", () => {
  const { paths } = openApi("http://localhost:8000");
  const post = paths["/api/cargos/{id}/responses"]?.["post"] as Described;
  const schema = post.requestBody.content["application/json"].schema;
  assert.deepEqual(schema.properties["phone"], { type: "string" });
  assert.deepEqual(schema.required, ["phone", "name"]);
});

Deno.test("every answer but success names its codes as problem+json", () => {
  const { paths } = openApi("http://localhost:8000");
  const { responses } = paths["/api/cargos/{id}/responses"]?.["post"] as Described;
  assert.deepEqual(Object.keys(responses), [
    "200",
    "201",
    "400",
    "401",
    "402",
    "403",
    "404",
    "408",
    "409",
    "413",
    "422",
    "429",
    "503",
  ]);
  assert.equal(responses["404"]?.description, "cargo_not_found");
  assert.deepEqual(Object.keys(responses["404"]?.content ?? {}), ["application/problem+json"]);
});

Deno.test("over https the cookie is the __Host- one", () => {
  assert.equal(openApi("https://driver.example").components.securitySchemes.cookie.name, "__Host-session");
});

interface Described {
  readonly requestBody: {
    readonly content: {
      readonly "application/json": {
        readonly schema: { readonly properties: Record<string, unknown>; readonly required: string[] };
      };
    };
  };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
}
