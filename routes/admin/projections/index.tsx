// The views: how far each is behind the log, and rebuilt from it by a button.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { ProjectionTable } from "../(_shared)/ProjectionTable.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { projectionTexts } from "../../../texts/admin_projections.ts";
import { define } from "../../(_shared)/define.ts";

export const handler = define.handlers({
  GET: async (ctx) => page(await ctx.state.app.projections.list()),
});

/** Seconds between reloads while something is being rebuilt and nothing else shows it. */
const RELOAD = "2";

export default define.page<typeof handler>(({ data: views }) => (
  <>
    <Head>
      <title>{`${projectionTexts.title} · ${consoleTexts.title}`}</title>
      {views.some(({ rebuild }) => rebuild?.status === "running") && (
        <noscript>
          <meta http-equiv="refresh" content={RELOAD} />
        </noscript>
      )}
    </Head>
    <h1>{projectionTexts.title}</h1>
    <p class="quiet">{projectionTexts.hint}</p>
    <ProjectionTable views={views} />
  </>
));
