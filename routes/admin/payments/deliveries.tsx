// What reached us about payments, with the verdict on each: refused ones too.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { DeliveryTable } from "../../../components/admin/money/DeliveryTable.tsx";
import { PaymentTabs } from "../../../components/admin/money/PaymentTabs.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { deliveryTexts as texts } from "../../../texts/admin_payments.ts";
import { define } from "../../(_shared)/define.ts";

const SHOWN = 200;

export const handler = define.handlers({
  GET: async (ctx) => page(await ctx.state.app.payments.audit({ limit: SHOWN })),
});

export default define.page<typeof handler>(({ data: deliveries }) => (
  <>
    <Head>
      <title>{`${texts.title} · ${consoleTexts.title}`}</title>
    </Head>
    <h1>{texts.title}</h1>
    <PaymentTabs current="/admin/payments/deliveries" />
    {deliveries.length > 0 ? <DeliveryTable deliveries={deliveries} /> : <p class="empty">{texts.empty}</p>}
    {deliveries.length === SHOWN && <p class="quiet">{texts.shown(SHOWN)}</p>}
  </>
));
