// One stream: its events, the state at any version, and what each version changed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { eventsAddress } from "../../../components/admin/addresses.ts";
import { Changes } from "../../../components/admin/Changes.tsx";
import { changesBetween } from "../../../components/admin/changes.ts";
import { Json } from "../../../components/admin/Json.tsx";
import { Timeline } from "../../../components/admin/Timeline.tsx";
import { VersionLinks } from "../../../components/admin/VersionLinks.tsx";
import type { StreamAt } from "../../../domain/history/mod.ts";
import { consoleTexts, streamTexts } from "../../../texts/admin.ts";
import { define } from "../../(_shared)/define.ts";
import { StreamQuery } from "../../api/admin/(_schemas)/streams.ts";
import { readQuery } from "../../api/admin/(_shared)/query.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const streamId = ctx.params.streamId ?? "";
    const query = readQuery(ctx.url.searchParams, StreamQuery);
    const wanted = "ok" in query ? query.ok.version : undefined;
    const stream = await ctx.state.app.history.stream(streamId, wanted);
    if (!stream) return page({ streamId, stream, misread: false }, { status: 404 });
    const misread = "errors" in query || (wanted !== undefined && wanted > stream.latest);
    return page({ streamId, stream, misread }, { status: misread ? 400 : 200 });
  },
});

export default define.page<typeof handler>(({ data: { streamId, stream, misread } }) => (
  <>
    <Head>
      <title>{`${streamId} · ${consoleTexts.title}`}</title>
    </Head>
    <h1>{streamId}</h1>
    {!stream && <p class="empty">{streamTexts.unknown(streamId)}</p>}
    {stream && misread && <p class="error" role="alert">{streamTexts.badVersion(stream.latest)}</p>}
    {stream && <Stream {...stream} />}
  </>
));

function Stream({ streamId, version, latest, state, previous, events }: StreamAt) {
  return (
    <>
      <p class="facts">
        <span class="status" data-status={state.status}>{state.status}</span>
        <a href={eventsAddress({ stream: streamId })}>{streamTexts.allEvents}</a>
      </p>
      <VersionLinks streamId={streamId} version={version} latest={latest} />
      <div class="columns">
        <section aria-labelledby="timeline">
          <h2 id="timeline">{streamTexts.timeline}</h2>
          <Timeline events={events} version={version} />
        </section>
        <div>
          <section aria-labelledby="changes">
            <h2 id="changes">{streamTexts.changedBy(version, events[version - 1]?.type ?? "")}</h2>
            {previous
              ? <Changes changes={changesBetween(previous, state)} />
              : <p class="quiet">{streamTexts.begins}</p>}
          </section>
          <section aria-labelledby="state">
            <h2 id="state">{streamTexts.stateAt(version, latest)}</h2>
            <Json value={state} />
          </section>
        </div>
      </div>
    </>
  );
}
