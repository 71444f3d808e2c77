// zod schemas as JSON Schema 2020-12, as OpenAPI 3.1 embeds it.
import { z } from "zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What a caller may send: before any transformation. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  return embedded(z.toJSONSchema(schema, { io: "input" }));
}

export interface OutputSchemas {
  /** The named ones, for `components.schemas`. */
  readonly components: Readonly<Record<string, JsonSchema>>;
  /** A schema given to `outputSchemas`: a reference when it has a name. */
  schemaOf(schema: z.ZodType): JsonSchema;
}

/** What callers receive. Wherever a named schema occurs in another one, it is referred to. */
export function outputSchemas(
  named: Readonly<Record<string, z.ZodType>>,
  others: Iterable<z.ZodType>,
): OutputSchemas {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  let unnamed = 0;
  for (const schema of others) {
    if (!registry.has(schema)) registry.add(schema, { id: `unnamed-${++unnamed}` });
  }
  const { schemas } = z.toJSONSchema(registry, { uri: referenceTo, override: grow });
  const get = (id: string) => embedded(schemas[id]!);
  return {
    components: Object.fromEntries(Object.keys(named).map((id) => [id, get(id)])),
    schemaOf(schema) {
      const id = registry.get(schema)!.id;
      return id in named ? { $ref: referenceTo(id) } : get(id);
    },
  };
}

export function referenceTo(name: string): string {
  return `#/components/schemas/${name}`;
}

/** Answers gain fields: a client must expect some it does not know. */
function grow({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

/** Inside a document a schema needs no dialect and no id of its own. */
function embedded({ $schema: _, $id: __, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
