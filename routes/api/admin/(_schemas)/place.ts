// Where a page of a list begins, as the `next` of the page before said: JSON in a query.
import { z } from "zod";
import { parsedJson } from "./parsed_json.ts";
import { single } from "./query_fields.ts";

/** Refuses by `not_place`, a code of texts/admin_errors.ts. */
export function placeIn<T extends z.ZodType>(schema: T) {
  return single().max(5000, "not_place").transform((text, context): z.output<T> => {
    const parsed = schema.safeParse(parsedJson(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: "not_place" });
    return z.NEVER;
  });
}

/** The place where the next page begins, for its `after`. */
export function placeText(place: unknown): string | null {
  return place === null ? null : JSON.stringify(place);
}
