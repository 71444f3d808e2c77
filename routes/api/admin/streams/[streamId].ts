// GET: one stream as it was at a version, with the newest of the events that led there.
import { define } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { StreamQuery } from "../(_schemas)/streams.ts";
import { fieldProblem } from "../(_shared)/fields.ts";
import { badQuery, readQuery } from "../(_shared)/query.ts";

/** Events given at most; what came before them is asked for by an earlier version. */
const MOST_EVENTS = 1_000;

export const handler = define.handlers({
  async GET(ctx) {
    const query = readQuery(ctx.url.searchParams, StreamQuery);
    if ("errors" in query) return badQuery(query.errors);
    const { version: wanted } = query.ok;
    const stream = await ctx.state.app.history.stream(ctx.params.streamId ?? "", {
      ...(wanted !== undefined && { version: wanted }),
      earlier: MOST_EVENTS,
      later: 0,
    });
    if (!stream) return problem("not_found");
    if ("refused" in stream) return problem(stream.refused);
    const { streamId, version, latest, state, events } = stream;
    if (wanted !== undefined && wanted > version) return badQuery([fieldProblem("version", "not_version")]);
    return ctx.json({ streamId, version, latest, state, events });
  },
});
