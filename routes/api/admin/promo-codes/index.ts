// GET: promo codes with how much of them is used. POST: makes one; without a code it is made up.
import { PromoForm } from "../../../../domain/promo_codes/mod.ts";
import { define } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { PromoCodesQuery } from "../(_schemas)/promo_codes.ts";
import { readBody } from "../(_shared)/body.ts";
import { badQuery, readQuery } from "../(_shared)/query.ts";
import { idempotencyKey } from "../(_shared)/once.ts";
import { createPromoCode } from "../(_shared)/promo_code.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const query = readQuery(ctx.url.searchParams, PromoCodesQuery);
    if ("errors" in query) return badQuery(query.errors);
    const { limit, after } = query.ok;
    const found = await ctx.state.app.promoCodes.list({
      limit: limit + 1,
      ...(after !== undefined && { after }),
    });
    const data = found.slice(0, limit);
    return ctx.json({ data, meta: { next: found.length > limit ? data.at(-1)?.code ?? null : null } });
  },
  async POST(ctx) {
    const body = await readBody(ctx.req, PromoForm);
    if ("refused" in body) return body.refused;
    const outcome = await createPromoCode(ctx.state, body.ok, idempotencyKey(ctx.req));
    return "refused" in outcome ? problem(outcome.refused) : ctx.json(outcome, { status: 201 });
  },
});
