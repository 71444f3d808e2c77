// The driver's responses, newest first, each with its story: those that are open, then those that are over.
import { page } from "fresh";
import { Notice } from "../../components/Notice.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { ResponseItem } from "../../components/ResponseItem.tsx";
import { isOver } from "../../domain/responses/timeline.ts";
import { responses as texts } from "../../texts/responses.ts";
import { responseGroups } from "../../texts/load.ts";
import { define } from "../(_shared)/define.ts";
import { callerOf } from "./(_shared)/caller.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const all = await ctx.state.app.responses.of(callerOf(ctx.state).driverId);
    const { active = [], past = [] } = Object.groupBy(
      all,
      ({ status }) => isOver(status) ? "past" : "active",
    );
    return page({ active, past });
  },
});

export default define.page<typeof handler>(({ data: { active, past } }) => (
  <>
    <PageTitle title={texts.title} />
    <h1>{texts.title}</h1>
    {active.length + past.length === 0
      ? <Notice title={texts.empty} text={texts.emptyHint} action={{ href: "/", label: texts.toList }} />
      : (
        <>
          <h2 class="group">{responseGroups.active}</h2>
          {active.length === 0 && (
            <p class="group hint">
              {responseGroups.noneActive} <a href="/">{texts.toList}</a>
            </p>
          )}
          {active.map((response) => <ResponseItem key={response.responseId} response={response} />)}
          {past.length > 0 && <h2 class="group">{responseGroups.past}</h2>}
          {past.map((response) => <ResponseItem key={response.responseId} response={response} />)}
        </>
      )}
  </>
));
