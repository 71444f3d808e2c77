// GET: one stream as it was at a version, with the events that led there.
import { define } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { StreamQuery } from "../(_schemas)/streams.ts";
import { badQuery, fieldProblem, readQuery } from "../(_shared)/query.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const query = readQuery(ctx.url.searchParams, StreamQuery);
    if ("errors" in query) return badQuery(query.errors);
    const { version: wanted } = query.ok;
    const stream = await ctx.state.app.history.stream(ctx.params.streamId ?? "", wanted);
    if (!stream) return problem("not_found");
    const { streamId, version, state, events } = stream;
    if (wanted !== undefined && wanted > version) return badQuery([fieldProblem("version", "not_version")]);
    return ctx.json({ streamId, version, state, events: events.slice(0, version) });
  },
});
