// One payment: where to pay, whether it has come, and why not. Drivers come back here from the provider's page.
import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { BackLink } from "../../../components/BackLink.tsx";
import { PageTitle } from "../../../components/PageTitle.tsx";
import { isOnItsWay } from "../../../components/payments/payment_stamp.ts";
import { PaymentFacts } from "../../../components/payments/PaymentFacts.tsx";
import { PaymentState } from "../../../components/payments/PaymentState.tsx";
import PaymentWatch from "../../../islands/PaymentWatch.tsx";
import { payment as texts } from "../../../texts/payments.ts";
import { define, originOf } from "../../(_shared)/define.ts";
import { callerOf } from "../(_shared)/caller.ts";
import { otherWays } from "../(_shared)/other_ways.ts";

/** Seconds between looks where there is no JavaScript. */
const LOOK_AGAIN = 5;

export const handler = define.handlers({
  async GET(ctx) {
    const { payments, subscriptions } = ctx.state.app;
    const { driverId } = callerOf(ctx.state);
    const payment = await payments.one(driverId, ctx.params["id"]!);
    if (!payment) throw new HttpError(404);
    const isChecked = ctx.url.searchParams.has("checked");
    const [subscription, ways] = await Promise.all([
      subscriptions.statusOf(driverId),
      otherWays(ctx.state, payment),
    ]);
    return page({ payment, isChecked, subscription, ways });
  },
  async POST(ctx) {
    const { driverId } = callerOf(ctx.state);
    const payment = await ctx.state.app.payments.checkBack(driverId, ctx.params["id"]!, originOf(ctx.state));
    if (!payment) throw new HttpError(404);
    return ctx.redirect(`/payments/${payment.paymentId}?checked#check`, 303);
  },
});

export default define.page<typeof handler>(({ data: { payment, isChecked, subscription, ways } }) => (
  <>
    <PageTitle title={texts.title} />
    {isOnItsWay(payment) && (
      <Head>
        <noscript>
          <meta http-equiv="refresh" content={String(LOOK_AGAIN)} />
        </noscript>
      </Head>
    )}
    <BackLink href="/subscription" />
    <PaymentState payment={payment} subscription={subscription} isChecked={isChecked} otherWays={ways} />
    <PaymentFacts payment={payment} />
    {isOnItsWay(payment) && <PaymentWatch paymentId={payment.paymentId} />}
  </>
));
