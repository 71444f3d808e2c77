// One driver's access: why until then, grant by grant, what happened to it, and a form that gives days.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Done } from "../../../components/admin/Done.tsx";
import { streamAddress } from "../../../components/admin/addresses.ts";
import { GrantDaysForm } from "../../../components/admin/money/GrantDaysForm.tsx";
import { PeriodTable } from "../../../components/admin/money/PeriodTable.tsx";
import { SubscriptionHistory } from "../../../components/admin/money/SubscriptionHistory.tsx";
import { address } from "../../../components/admin/money/money_addresses.ts";
import { consoleTexts } from "../../../texts/admin.ts";
import { subscriptionTexts as texts } from "../../../texts/admin_access.ts";
import { formatMinute } from "../../../texts/admin_money.ts";
import { refusals } from "../../../texts/ru.ts";
import { define, type State } from "../../(_shared)/define.ts";
import { statusOf } from "../../(_shared)/status.ts";
import { GrantDaysBody } from "../../api/admin/(_schemas)/subscriptions.ts";
import { driverIdOf } from "../../api/admin/(_shared)/driver_id.ts";
import { grantDays } from "../../api/admin/(_shared)/grant_days.ts";
import { type FormErrors, number, readTyped, type Typed, understand } from "../(_shared)/money_form.ts";

interface Attempt {
  readonly typed: Typed;
  readonly errors?: FormErrors;
  readonly refusal?: string;
}

export const handler = define.handlers({
  async GET(ctx) {
    const done = ctx.url.searchParams.get("done") ?? undefined;
    const shown = await screen(ctx.state, ctx.params["driverId"]!, { typed: { key: ctx.state.requestId } });
    return page({ ...shown, done }, { status: shown.subscription ? 200 : 404 });
  },
  async POST(ctx) {
    const id = ctx.params["driverId"]!;
    const typed = await readTyped(ctx.req);
    const again = async (attempt: Omit<Attempt, "typed">, status: number) =>
      page({ ...await screen(ctx.state, id, { typed, ...attempt }), done: undefined }, { status });
    const driverId = await driverIdOf(ctx.state.app, id);
    if (driverId === null) return await again({}, 404);
    const read = understand(GrantDaysBody, { days: number(typed["days"]), reason: typed["reason"] });
    if ("errors" in read) return await again({ errors: read.errors }, 422);
    const outcome = await grantDays(ctx.state, driverId, read.ok, typed["key"] ?? null);
    if ("refused" in outcome) {
      return await again({ refusal: refusals[outcome.refused] }, statusOf[outcome.refused]);
    }
    return ctx.redirect(`/admin/subscriptions/${driverId}?done=days`, 303);
  },
});

async function screen({ app }: Pick<State, "app">, id: string, attempt: Attempt) {
  const driverId = await driverIdOf(app, id);
  const subscription = driverId === null ? null : await app.subscriptions.of(driverId);
  return { id, subscription, attempt };
}

export default define.page<typeof handler>(({ data: { id, subscription, attempt, done } }) => {
  const title = texts.one(Number(id));
  if (subscription === null) return <p class="empty">{refusals.not_found}</p>;
  const { driverId, now, periods, history } = subscription;
  return (
    <>
      <Head>
        <title>{`${title} · ${consoleTexts.title}`}</title>
      </Head>
      <h1>{title}</h1>
      <Done done={done} refusal={attempt.refusal} />
      <p class="facts">
        <span class="status" data-status={now.status}>{texts.statuses[now.status]}</span>
        {"expiresAt" in now && <span class="num">{texts.leadsTo} {formatMinute(now.expiresAt)}</span>}
        {"graceEndsAt" in now && <span class="num">{texts.graceUntil} {formatMinute(now.graceEndsAt)}</span>}
        <a href={address("/admin/payments", { driver: driverId })}>{texts.payments}</a>
        <a href={streamAddress(`subscription-${driverId}`)}>{texts.stream}</a>
        <a href={streamAddress(`driver-${driverId}`)}>{texts.profile}</a>
      </p>
      <h2>{texts.why}</h2>
      {periods.length > 0 ? <PeriodTable periods={periods} /> : <p class="empty">{texts.whyNot}</p>}
      <h2>{texts.grant}</h2>
      <GrantDaysForm typed={attempt.typed} errors={attempt.errors ?? {}} />
      {history.length > 0 && (
        <>
          <h2>{texts.history}</h2>
          <SubscriptionHistory steps={history} />
        </>
      )}
    </>
  );
});
