// The query of the outbox as the domain takes it.
import type { z } from "zod";
import type { OutboxQuery as Wanted } from "../../../../domain/messages/mod.ts";
import type { OutboxQuery } from "../(_schemas)/outbox.ts";

export function toOutboxQuery({ status, limit, after }: z.output<typeof OutboxQuery>): Wanted {
  return { limit, ...(status !== undefined && { status }), ...(after !== undefined && { after }) };
}
