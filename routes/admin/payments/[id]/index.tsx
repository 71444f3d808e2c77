// One payment: what it is, its story, and what staff may do about it.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Done } from "../../../../components/admin/Done.tsx";
import { PaymentActions } from "../../../../components/admin/money/PaymentActions.tsx";
import { PaymentFacts } from "../../../../components/admin/money/PaymentFacts.tsx";
import { PaymentStory } from "../../../../components/admin/money/PaymentStory.tsx";
import { consoleTexts } from "../../../../texts/admin.ts";
import { paymentTexts as texts } from "../../../../texts/admin_payments.ts";
import { refusals } from "../../../../texts/ru.ts";
import { define } from "../../../(_shared)/define.ts";
import { paymentTimeline } from "../../../api/admin/(_shared)/payment_timeline.ts";
import { refundable } from "../../../api/admin/(_shared)/refund.ts";
import { toMoscow } from "../../(_shared)/moscow.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app } = ctx.state;
    const id = ctx.params["id"]!;
    const payment = await app.payments.find(id);
    if (!payment) return page({ id, payment: null }, { status: 404 });
    const timeline = await paymentTimeline(app, payment);
    const done = ctx.url.searchParams.get("done") ?? undefined;
    const now = toMoscow(new Date().toISOString()).slice(0, 16);
    return page({
      id,
      payment,
      timeline,
      left: refundable(payment),
      done,
      now,
      me: String(ctx.state.session?.driverId),
    });
  },
});

export default define.page<typeof handler>(({ data }) => {
  const { payment } = data;
  return (
    <>
      <Head>
        <title>{`${texts.one(data.id)} · ${consoleTexts.title}`}</title>
      </Head>
      <h1>{texts.one(data.id)}</h1>
      {payment === null ? <p class="empty">{refusals.payment_not_found}</p> : (
        <>
          <Done done={data.done} />
          <PaymentFacts payment={payment} />
          <PaymentActions payment={payment} left={data.left} now={data.now} me={data.me} />
          <h2>{texts.timeline}</h2>
          <PaymentStory entries={data.timeline} />
        </>
      )}
    </>
  );
});
