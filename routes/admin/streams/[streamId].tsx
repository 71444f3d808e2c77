// One stream: its events, the state at any version, and what each version changed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { eventsAddress } from "../../../components/admin/addresses.ts";
import { Changes } from "../../../components/admin/history/Changes.tsx";
import { Json } from "../../../components/admin/history/Json.tsx";
import { Timeline } from "../../../components/admin/history/Timeline.tsx";
import { VersionLinks } from "../../../components/admin/history/VersionLinks.tsx";
import { changesBetween } from "../../../components/admin/history/changes.ts";
import type { StreamAt } from "../../../domain/history/mod.ts";
import VersionScrubber from "../../../islands/admin/VersionScrubber.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { streamTexts } from "../../../texts/admin_streams.ts";
import { refusals } from "../../../texts/ru.ts";
import { define } from "../../(_shared)/define.ts";
import { StreamPageQuery } from "../../api/admin/(_schemas)/streams.ts";
import { readQuery } from "../../api/admin/(_shared)/query.ts";

/** How many events are shown on either side of the version. */
const REACH = 100;

export const handler = define.handlers({
  async GET(ctx) {
    const streamId = ctx.params.streamId ?? "";
    const query = readQuery(ctx.url.searchParams, StreamPageQuery);
    const { version, since } = "ok" in query ? query.ok : {};
    const stream = await ctx.state.app.history.stream(streamId, {
      ...(version !== undefined && { version }),
      ...(since !== undefined && { since }),
      earlier: REACH + 1,
      later: REACH,
    });
    if (!stream) return page({ streamId, stream, misread: false }, { status: 404 });
    if ("refused" in stream) return page({ streamId, stream, misread: false }, { status: 422 });
    const misread = "errors" in query || Math.max(version ?? 1, since ?? 0) > stream.latest;
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
    {stream && ("refused" in stream ? <p class="error" role="alert">{refusals[stream.refused]}</p> : (
      <>
        {misread && <p class="error" role="alert">{streamTexts.badVersion(stream.latest)}</p>}
        <Stream {...stream} />
      </>
    ))}
  </>
));

function Stream(stream: StreamAt) {
  const { streamId, version, latest, since, state } = stream;
  return (
    <>
      {latest > 1 && (
        <VersionScrubber
          streamId={streamId}
          version={version}
          latest={latest}
          shows="[data-at-version]"
          {...(since !== version - 1 && { since })}
        />
      )}
      <div data-at-version={version}>
        <p class="facts">
          <span class="status" data-status={state.status}>{state.status}</span>
          <a href={eventsAddress({ stream: streamId })}>{streamTexts.allEvents}</a>
        </p>
        <VersionLinks streamId={streamId} version={version} latest={latest} />
        <AtVersion {...stream} />
      </div>
    </>
  );
}

function AtVersion({ version, latest, state, since, previous, events }: StreamAt) {
  const step = since === version - 1;
  return (
    <div class="columns">
      <section aria-labelledby="timeline">
        <h2 id="timeline">{streamTexts.timeline}</h2>
        <Timeline events={events} version={version} latest={latest} />
      </section>
      <div>
        <section aria-labelledby="changes">
          <h2 id="changes">
            {step
              ? streamTexts.changedBy(version, events.find((event) => event.version === version)?.type ?? "")
              : streamTexts.changedBetween(since, version)}
          </h2>
          {step && previous === null
            ? <p class="quiet">{streamTexts.begins}</p>
            : <Changes changes={changesBetween(previous ?? {}, state)} />}
        </section>
        <section aria-labelledby="state">
          <h2 id="state">{streamTexts.stateAt(version, latest)}</h2>
          <Json value={state} />
        </section>
      </div>
    </div>
  );
}
