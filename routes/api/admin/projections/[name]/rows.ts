// GET: a row of a view as it was at a position, and what changed since an earlier one.
import { changesBetween } from "../../../../../components/admin/history/changes.ts";
import { define } from "../../../../(_shared)/define.ts";
import { problem } from "../../../../(_shared)/problem.ts";
import { RowQuery } from "../../(_schemas)/projections.ts";
import { badQuery, readQuery } from "../../(_shared)/query.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const query = readQuery(ctx.url.searchParams, RowQuery);
    if ("errors" in query) return badQuery(query.errors);
    const { key, at, from } = query.ok;
    const wanted = {
      name: ctx.params.name ?? "",
      key,
      ...(at !== undefined && { at }),
      ...(from !== undefined && { from }),
    };
    const found = await ctx.state.app.projections.row(wanted);
    if ("refused" in found) return problem(found.refused);
    if (found.from === undefined) return ctx.json(found);
    return ctx.json({ ...found, changes: changesBetween(found.before, found.row) });
  },
});
