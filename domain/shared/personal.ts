// Personal data inside events: marked in the schema, sealed at rest, null once a driver is forgotten.
import { z } from "zod";

const marks = z.registry<{ personal: true }>();

/**
 * A string about a person. It is clear text only between the door and `append`; in the log, in views and in
 * the queue it is ciphertext under the key of the subject `data.driverId`, and null once that key is gone.
 */
export function personal() {
  return z.string().nullable().register(marks, { personal: true });
}

/** Names of the personal fields at the top level of an event declared with `event()`. */
export function personalFields(schema: z.ZodObject<{ type: z.ZodLiteral; data: z.ZodObject }>): string[] {
  return Object.entries(schema.shape.data.shape)
    .filter(([, field]) => isPersonal(field as z.ZodType))
    .map(([name]) => name);
}

function isPersonal(field: z.ZodType): boolean {
  if (marks.has(field)) return true;
  return field instanceof z.ZodOptional && isPersonal(field.unwrap() as z.ZodType);
}
