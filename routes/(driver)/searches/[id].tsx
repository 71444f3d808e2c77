// One saved search: changed, paused, removed, and tried out.
import { page } from "fresh";
import { BackLink } from "../../../components/BackLink.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { PageTitle } from "../../../components/PageTitle.tsx";
import { refusals } from "../../../texts/ru.ts";
import { searches, searchForm as texts } from "../../../texts/searches.ts";
import { define, originOf } from "../../(_shared)/define.ts";
import { statusOf } from "../../(_shared)/status.ts";
import { callerOf } from "../(_shared)/caller.ts";
import { readForm } from "../(_shared)/read_form.ts";
import { draftOf, readDraft, termsOf } from "../(_shared)/search_draft.ts";
import { searchPage, SearchPageForm } from "../(_shared)/search_page.tsx";

export const handler = define.handlers({
  async GET(ctx) {
    const { app } = ctx.state;
    const search = await app.searches.one(callerOf(ctx.state).driverId, ctx.params["id"]!);
    if (!search) return await ctx.render(<Gone />, { status: 404 });
    const given = ctx.url.searchParams;
    const { points } = app.freight;
    const draft = given.has("typed") ? await readDraft(given, points) : await draftOf(search, points);
    const { searchId, name } = search;
    return page({ searchId, name, ...await searchPage(ctx.state, draft, { test: given.has("test") }) });
  },

  async POST(ctx) {
    const { app } = ctx.state;
    const { driverId } = callerOf(ctx.state);
    const search = await app.searches.one(driverId, ctx.params["id"]!);
    if (!search) return await ctx.render(<Gone />, { status: 404 });
    const { searchId, name } = search;
    const origin = originOf(ctx.state);
    const form = await readForm(ctx.req);
    switch (form.get("_action")) {
      case "pause":
      case "resume":
        await app.searches.change(driverId, searchId, { alerts: form.get("_action") === "resume" }, origin);
        return ctx.redirect("/searches", 303);
      case "remove":
        await app.searches.remove(driverId, searchId, origin);
        return ctx.redirect("/searches", 303);
    }
    const draft = await readDraft(form, app.freight.points);
    const terms = termsOf(draft);
    if (!terms) {
      const shown = await searchPage(ctx.state, draft, { refused: texts.wrong });
      return page({ searchId, name, ...shown }, { status: 422 });
    }
    const outcome = await app.searches.change(driverId, searchId, { quietHours: null, ...terms }, origin);
    if (!("refused" in outcome)) return ctx.redirect("/searches", 303);
    const shown = await searchPage(ctx.state, draft, { refused: refusals[outcome.refused] });
    return page({ searchId, name, ...shown }, { status: statusOf[outcome.refused] });
  },
});

/** Removed here or on another device; messages of the bot still lead to it. */
function Gone() {
  return (
    <>
      <PageTitle title={searches.gone} />
      <BackLink href="/searches" />
      <Notice
        heading="h1"
        title={searches.gone}
        text={refusals.search_not_found}
        action={{ href: "/searches", label: searches.toAll }}
      />
    </>
  );
}

export default define.page<typeof handler>(({ data }) => (
  <>
    <PageTitle title={data.name} />
    <BackLink href="/searches" />
    <h1>{data.name}</h1>
    <SearchPageForm data={data} action={`/searches/${data.searchId}`} isSaved />
    <details class="panel fold">
      <summary>{texts.remove}</summary>
      <p>{texts.removeText}</p>
      <form method="post" action={`/searches/${data.searchId}`}>
        <input type="hidden" name="_action" value="remove" />
        <button class="button danger wide" type="submit">{texts.removeNow}</button>
      </form>
    </details>
  </>
));
