// Our connection to CargoTech: whether it works, what of the rate budget is used, what the caches hold.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { CacheTable } from "../../../components/admin/CacheTable.tsx";
import { Figures } from "../../../components/admin/Figures.tsx";
import { Moment } from "../../../components/admin/Moment.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { cargotechTexts as texts } from "../../../texts/admin_cargotech.ts";
import { define } from "../../(_shared)/define.ts";

export const handler = define.handlers({
  GET: (ctx) => page(ctx.state.app.cargotech.status()),
});

export default define.page<typeof handler>(({ data: { budget, caches, ...health } }) => (
  <>
    <Head>
      <title>{`${texts.title} · ${consoleTexts.title}`}</title>
    </Head>
    <h1>{texts.title}</h1>
    <p>
      <span class={health.state === "ok" ? "status" : "status error"} data-state={health.state}>
        {texts.states[health.state]}
      </span>{" "}
      {texts.breaker}: <span data-breaker={health.breaker}>{texts.breakers[health.breaker]}</span>
    </p>
    {health.lastError !== undefined && <p class="problem">{health.lastError}</p>}
    <p>
      {health.tokenObtainedAt === undefined || health.tokenExpiresAt === undefined ? texts.noToken : (
        <>
          {texts.token}: <Moment at={health.tokenObtainedAt} />, {texts.until}{" "}
          <Moment at={health.tokenExpiresAt} />
        </>
      )} <a href="/admin/streams/cargotech">{texts.history}</a>
    </p>
    <h2>{texts.budget}</h2>
    <Figures
      figures={[
        { name: texts.perMinute, value: budget.perMinute },
        { name: texts.used, value: budget.used },
        { name: texts.waiting, value: budget.waiting, alarming: true },
      ]}
    />
    {budget.pausedUntil !== undefined && (
      <p class="problem">
        {texts.paused} <Moment at={budget.pausedUntil} />
      </p>
    )}
    <h2>{texts.caches}</h2>
    <CacheTable caches={caches} />
    <p class="quiet">{texts.clearHint}</p>
  </>
));
