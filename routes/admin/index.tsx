// The console opens on today: what drivers and dispatchers did, how the bot's messages fared, how far the views are.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { type Figure, Figures } from "../../components/admin/Figures.tsx";
import { checkAction } from "../../components/admin/addresses.ts";
import { ActivityChart } from "../../components/admin/history/ActivityChart.tsx";
import type { Check } from "../../domain/integrity.ts";
import { consoleTexts } from "../../texts/admin.ts";
import { chartTexts, overviewTexts } from "../../texts/admin_overview.ts";
import { checkTexts } from "../../texts/checks.ts";
import { define } from "../(_shared)/define.ts";
import { today } from "./(_shared)/today.ts";

/** Two days: today beside the same hours of yesterday. */
const HOURS = 48;

export const handler = define.handlers({
  async GET(ctx) {
    const { app, operations } = ctx.state;
    const check = operations.integrity.newest();
    const [hours, position, { projections }] = await Promise.all([
      app.history.activity(HOURS),
      app.history.position(),
      operations.health(),
    ]);
    return page({ hours, position, check, lag: Math.max(0, ...projections.map(({ lag }) => lag)) });
  },
});

export default define.page<typeof handler>(({ data: { hours, position, check, lag } }) => (
  <>
    <Head>
      <title>{`${overviewTexts.title} · ${consoleTexts.title}`}</title>
    </Head>
    <h1>
      {overviewTexts.today} <small class="quiet">{consoleTexts.moscowTime}</small>
    </h1>
    <Figures figures={today(hours)} />
    <h2>{chartTexts.heading}</h2>
    <ActivityChart hours={hours} />
    <h2>{overviewTexts.log}</h2>
    <Figures
      figures={[
        { name: overviewTexts.position, value: position, href: "/admin/events" },
        { name: overviewTexts.lag, value: lag, href: "/admin/projections", alarming: true },
        checked(check),
      ]}
    />
  </>
));

/** What the newest check of the log by this process has found. */
function checked(check: Check | null): Figure {
  const found = { name: checkTexts.state, href: checkAction };
  if (check?.status !== "done") return { ...found, value: checkTexts.states[check?.status ?? "never"] };
  const { ok } = check.result;
  return { ...found, value: ok ? checkTexts.whole : checkTexts.damaged, alarming: !ok };
}
