// A new search: the address brings the filter along, the form names it and says when the bot may write.
import { page } from "fresh";
import { BackLink } from "../../../components/BackLink.tsx";
import { PageTitle } from "../../../components/PageTitle.tsx";
import { refusals } from "../../../texts/ru.ts";
import { searchForm as texts } from "../../../texts/searches.ts";
import { define, originOf } from "../../(_shared)/define.ts";
import { statusOf } from "../../(_shared)/status.ts";
import { callerOf } from "../(_shared)/caller.ts";
import { readForm } from "../(_shared)/read_form.ts";
import { readDraft, termsOf } from "../(_shared)/search_draft.ts";
import { searchPage, SearchPageForm } from "../(_shared)/search_page.tsx";

export const handler = define.handlers({
  async GET(ctx) {
    const given = ctx.url.searchParams;
    const draft = await readDraft(given, ctx.state.app.freight.points);
    return page(await searchPage(ctx.state, draft, { test: given.has("test") }));
  },

  async POST(ctx) {
    const { app } = ctx.state;
    const draft = await readDraft(await readForm(ctx.req), app.freight.points);
    const terms = termsOf(draft);
    if (!terms) return page(await searchPage(ctx.state, draft, { refused: texts.wrong }), { status: 422 });
    const outcome = await app.searches.save(callerOf(ctx.state).driverId, terms, originOf(ctx.state));
    if (!("refused" in outcome)) return ctx.redirect("/searches", 303);
    const refused = refusals[outcome.refused];
    return page(await searchPage(ctx.state, draft, { refused }), { status: statusOf[outcome.refused] });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <>
    <PageTitle title={texts.newTitle} />
    <BackLink href="/searches" />
    <h1>{texts.newTitle}</h1>
    <SearchPageForm data={data} action="/searches/new" isSaved={false} />
  </>
));
