// The views: how far each is behind the log, rebuilt from it by a button, and whether the log itself is whole.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { checkAction } from "../../../components/admin/addresses.ts";
import { ProjectionTable } from "../(_shared)/ProjectionTable.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { projectionTexts, verifyTexts } from "../../../texts/admin_projections.ts";
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
    <h2>{verifyTexts.heading}</h2>
    <p class="quiet">{verifyTexts.hint}</p>
    <form method="post" action={checkAction}>
      <button type="submit">{verifyTexts.verify}</button>
    </form>
  </>
));
