// GET: what loads of an open list pay now, and which of them are gone; asked behind drivers who wait (contract 2.3).
import { parseCargoIds } from "../../../domain/freight/parse_cargo_ids.ts";
import { filterErrorText } from "../../../texts/filter_errors.ts";
import { define } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { refusedByExchange } from "../(_shared)/outage.ts";
import type { PricesAnswer } from "../(_schemas)/cargos.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const parsed = parseCargoIds(ctx.url.searchParams.getAll("ids"));
    if ("error" in parsed) {
      const { field } = parsed.error;
      return problem("invalid_filter", { errors: [{ field, message: filterErrorText(parsed.error) }] });
    }
    const found = await app.freight.prices(parsed.ids);
    if ("refused" in found) return refusedByExchange(found);
    const { data, stale, fetchedAt } = found;
    const answer: PricesAnswer = { data: [...data], meta: { stale, fetchedAt } };
    return ctx.json(answer);
  },
});
