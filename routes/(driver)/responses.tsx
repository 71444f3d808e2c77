// The driver's responses, newest first, each with its story.
import { page } from "fresh";
import { Notice } from "../../components/Notice.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { ResponseItem } from "../../components/ResponseItem.tsx";
import { responses as texts } from "../../texts/driver.ts";
import { define } from "../(_shared)/define.ts";
import { callerOf } from "./(_shared)/caller.ts";

export const handler = define.handlers({
  async GET(ctx) {
    return page(await ctx.state.app.responses.of(callerOf(ctx.state).driverId));
  },
});

export default define.page<typeof handler>(({ data }) => (
  <>
    <PageTitle title={texts.title} />
    <h1>{texts.title}</h1>
    {data.length === 0 && (
      <Notice title={texts.empty} text={texts.emptyHint} action={{ href: "/", label: texts.toList }} />
    )}
    {data.map((response) => <ResponseItem key={response.responseId} response={response} />)}
  </>
));
