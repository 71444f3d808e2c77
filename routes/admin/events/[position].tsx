// One event in full, with everything the same request, update or job did: its causes and its effects.
import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { Moment } from "../../../components/admin/Moment.tsx";
import { eventAddress, eventsAddress, streamAddress } from "../../../components/admin/addresses.ts";
import { ActorLink } from "../../../components/admin/history/ActorLink.tsx";
import { CauseTree } from "../../../components/admin/history/CauseTree.tsx";
import { Json } from "../../../components/admin/history/Json.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { eventTexts } from "../../../texts/admin_events.ts";
import { define } from "../../(_shared)/define.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const position = ctx.params.position ?? "";
    const story = /^[1-9]\d{0,14}$/.test(position)
      ? await ctx.state.app.history.event(Number(position))
      : null;
    if (!story) throw new HttpError(404);
    return page({ ...story, last: await ctx.state.app.history.position() });
  },
});

export default define.page<typeof handler>(({ data: { event, trees, more, last } }) => {
  const { position, streamId, version, type, data, meta, hash } = event;
  return (
    <>
      <Head>
        <title>{`${position} ${type} · ${consoleTexts.title}`}</title>
      </Head>
      <h1>
        <span class="num">{position}</span> {type}
      </h1>
      <p class="facts">
        <Moment at={meta.at} />
        <a class="num" href={streamAddress(streamId, version)}>{streamId}@{version}</a>
        <ActorLink actor={meta.actor} />
      </p>
      <nav class="versions" aria-label={eventTexts.neighbours}>
        {position > 1 && (
          <a href={eventAddress(position - 1)} data-key="[" rel="prev">← {eventTexts.before}</a>
        )}
        {position < last && (
          <a href={eventAddress(position + 1)} data-key="]" rel="next">{eventTexts.after} →</a>
        )}
      </nav>
      <div class="columns">
        <section aria-labelledby="data">
          <h2 id="data">{consoleTexts.data}</h2>
          <Json value={data} />
          <h2>{eventTexts.envelope}</h2>
          <Json value={{ ...meta, hash }} />
        </section>
        <section aria-labelledby="causes">
          <h2 id="causes">{eventTexts.causes}</h2>
          <p class="quiet">
            {eventTexts.request}{" "}
            <a class="num" href={eventsAddress({ request: meta.correlationId })}>{meta.correlationId}</a>
          </p>
          <CauseTree nodes={trees} shown={position} />
          {more && <p class="quiet">{eventTexts.more}</p>}
        </section>
      </div>
    </>
  );
});
