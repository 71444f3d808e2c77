// How our payments compare with the providers', and money there that belongs to no payment of ours.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Done } from "../../../components/admin/Done.tsx";
import { OrphanTable } from "../../../components/admin/money/OrphanTable.tsx";
import { PaymentTabs } from "../../../components/admin/money/PaymentTabs.tsx";
import { SweepList } from "../../../components/admin/money/SweepList.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { sweepTexts as texts } from "../../../texts/admin_payments.ts";
import { define } from "../../(_shared)/define.ts";

/** Three months of daily sweeps. */
const SHOWN = 90;

export const handler = define.handlers({
  async GET(ctx) {
    const { payments } = ctx.state.app;
    const [sweeps, orphans] = await Promise.all([payments.sweeps(), payments.orphans()]);
    const done = ctx.url.searchParams.get("done") ?? undefined;
    return page({ sweeps: sweeps.slice(0, SHOWN), orphans, done });
  },
});

export default define.page<typeof handler>(({ data: { sweeps, orphans, done } }) => (
  <>
    <Head>
      <title>{`${texts.title} · ${consoleTexts.title}`}</title>
    </Head>
    <h1>{texts.title}</h1>
    <PaymentTabs current="/admin/payments/sweeps" />
    <Done done={done} />
    <h2>{texts.orphans}</h2>
    <p class="quiet">{texts.orphansHint}</p>
    {orphans.length > 0 ? <OrphanTable orphans={orphans} /> : <p class="empty">{texts.noOrphans}</p>}
    <h2>{texts.list}</h2>
    {sweeps.length > 0 ? <SweepList sweeps={sweeps} /> : <p class="empty">{texts.empty}</p>}
  </>
));
