// Conditions of a query string as the history takes them.
import type { EventFilter } from "../../../../domain/history/mod.ts";

type Conditions = { readonly [K in keyof EventFilter]?: EventFilter[K] | undefined };

/** Only the conditions that were given. */
export function toFilter({ stream, type, actor, from, to, request }: Conditions): EventFilter {
  return {
    ...(stream !== undefined && { stream }),
    ...(type !== undefined && { type }),
    ...(actor !== undefined && { actor }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(request !== undefined && { request }),
  };
}
