// What queries of the console have in common. Messages are codes of texts/admin_errors.ts.
import { z } from "zod";

/** One value; a repeated parameter reaches the schema as an array and is refused. */
export const single = () => z.string({ error: "repeated" });

/** How many rows a page has, 1–1000. */
export const limit = single().regex(/^\d{1,4}$/, "not_limit").transform(Number)
  .refine((limit) => limit >= 1 && limit <= 1000, "not_limit");
