// POST: the older path of starting a payment; a tariff is called by its name.
import { readJson } from "../../(_shared)/body.ts";
import { define } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { OldPaymentBody } from "../(_schemas)/payments.ts";
import { startPayment } from "../(_shared)/start_payment.ts";

const FIELDS = {
  tariff_not_found: "tariff_name",
  provider_unavailable: "provider",
  promo_code_invalid: "promo_code",
  receipt_contact_required: "receipt_contact",
};

export const handler = define.handlers({
  async POST(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const body = await readJson(ctx.req, OldPaymentBody);
    if ("refused" in body) return body.refused;
    const { tariff_name: name, provider = app.payments.providers[0]?.name, promo_code, receipt_contact } =
      body.ok;
    if (provider === undefined) return problem("payments_disabled");
    const same = (text: string) => text.toLocaleLowerCase("ru") === name.toLocaleLowerCase("ru");
    const tariff = (await app.settings.tariffs()).find((one) => same(one.id) || same(one.name));
    const form = {
      tariffId: tariff?.id ?? name,
      provider,
      ...(promo_code !== undefined && { promoCode: promo_code }),
      ...(receipt_contact !== undefined && { receiptContact: receipt_contact }),
    };
    return await startPayment(ctx.state, form, FIELDS);
  },
});
