// The driver's saved searches, and whether loads home are offered.
import { page } from "fresh";
import { Notice } from "../../../components/Notice.tsx";
import { PageTitle } from "../../../components/PageTitle.tsx";
import { SearchItem } from "../../../components/SearchItem.tsx";
import { MOST_SEARCHES } from "../../../domain/searches/commands.ts";
import { filterOf } from "../../../domain/searches/search_query.ts";
import { searches as texts } from "../../../texts/searches.ts";
import { define, originOf } from "../../(_shared)/define.ts";
import { callerOf } from "../(_shared)/caller.ts";
import { activeChips, addressOf } from "../(_shared)/chips.ts";
import { readForm } from "../(_shared)/read_form.ts";
import { dictionariesOf } from "../(_shared)/search_page.tsx";

export const handler = define.handlers({
  async GET(ctx) {
    const { app } = ctx.state;
    const { driverId } = callerOf(ctx.state);
    const [saved, backhaul, dictionaries] = await Promise.all([
      app.searches.of(driverId),
      app.backhaul.isWanted(driverId),
      dictionariesOf(ctx.state),
    ]);
    const items = saved.map((search) => {
      const query = new URLSearchParams(search.query);
      const filter = filterOf(search.query);
      const conditions = activeChips(filter, query, dictionaries).map(({ label }) => label);
      return { search, conditions, list: addressOf(filter, query) };
    });
    return page({ items, backhaul });
  },

  async POST(ctx) {
    const wanted = (await readForm(ctx.req)).get("backhaul");
    if (wanted === "on" || wanted === "off") {
      const { driverId } = callerOf(ctx.state);
      await ctx.state.app.backhaul.setWanted(driverId, wanted === "on", originOf(ctx.state));
    }
    return ctx.redirect("/searches#backhaul", 303);
  },
});

export default define.page<typeof handler>(({ data: { items, backhaul } }) => (
  <>
    <PageTitle title={texts.title} />
    <h1>{texts.title}</h1>
    {items.length === 0
      ? (
        <Notice
          title={texts.empty}
          text={texts.emptyHint}
          action={{ href: "/searches/new?mode=all", label: texts.add }}
        />
      )
      : (
        <>
          <p class="hint">{texts.lead}</p>
          {items.map((item) => <SearchItem key={item.search.searchId} {...item} />)}
          {items.length < MOST_SEARCHES
            ? <a class="button quiet wide" href="/searches/new?mode=all">{texts.add}</a>
            : <p class="warning">{texts.full}</p>}
        </>
      )}
    <section class="panel" id="backhaul">
      <h2>{texts.backhaul}</h2>
      <p class="hint">{backhaul ? texts.backhaulOn : texts.backhaulOff}</p>
      <form method="post" action="/searches">
        <input type="hidden" name="backhaul" value={backhaul ? "off" : "on"} />
        <button class="button quiet wide" type="submit">
          {backhaul ? texts.backhaulStop : texts.backhaulResume}
        </button>
      </form>
    </section>
  </>
));
