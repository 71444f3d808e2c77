// One promo code: its terms, who used it, and a form that switches it off.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Done } from "../../../components/admin/Done.tsx";
import { ReasonField } from "../../../components/admin/ReasonField.tsx";
import { streamAddress } from "../../../components/admin/addresses.ts";
import { PromoTable } from "../../../components/admin/money/PromoTable.tsx";
import { PromoUses } from "../../../components/admin/money/PromoUses.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { promoTexts as texts } from "../../../texts/admin_access.ts";
import { paymentTexts } from "../../../texts/admin_payments.ts";
import { refusals } from "../../../texts/ru.ts";
import { define } from "../../(_shared)/define.ts";
import { refuse } from "../../(_shared)/refusal_page.ts";
import { DeactivateBody } from "../../api/admin/(_schemas)/promo_codes.ts";
import { staffOrigin } from "../../api/admin/(_shared)/staff_origin.ts";
import { readTyped, understand } from "../(_shared)/money_form.ts";

const SwitchOff = DeactivateBody.required();

export const handler = define.handlers({
  async GET(ctx) {
    const { promoCodes } = ctx.state.app;
    const name = ctx.params["code"]!;
    const code = await promoCodes.find(name);
    if (!code) return page({ name, code: null }, { status: 404 });
    const done = ctx.url.searchParams.get("done") ?? undefined;
    return page({ name, code, uses: await promoCodes.uses(code.code), done, now: new Date().toISOString() });
  },
  async POST(ctx) {
    const name = ctx.params["code"]!;
    const read = understand(SwitchOff, await readTyped(ctx.req));
    if ("errors" in read) return refuse(ctx, "validation_failed");
    const outcome = await ctx.state.app.promoCodes.deactivate(name, read.ok.reason, staffOrigin(ctx.state));
    if ("refused" in outcome) return refuse(ctx, outcome.refused);
    return ctx.redirect(`/admin/promo-codes/${outcome.code}?done=deactivated`, 303);
  },
});

export default define.page<typeof handler>(({ data }) => {
  if (data.code === null) return <p class="empty">{refusals.not_found}</p>;
  const { code, uses, done, now } = data;
  return (
    <>
      <Head>
        <title>{`${texts.one(code.code)} · ${consoleTexts.title}`}</title>
      </Head>
      <h1>{texts.one(code.code)}</h1>
      <Done done={done} />
      <PromoTable codes={[code]} now={now} />
      <p class="facts">
        {code.overLimit > 0 && <span class="error">{texts.overLimit}: {code.overLimit}</span>}
        <span>{texts.released}: {code.released}</span>
        <a href={streamAddress(`promo-${code.code}`)}>{paymentTexts.timeline}</a>
      </p>
      <h2>{texts.uses}</h2>
      {uses.length > 0 ? <PromoUses uses={uses} /> : <p class="empty">{texts.noUses}</p>}
      {code.active && (
        <>
          <h2>{texts.deactivate}</h2>
          <form class="fields" method="post">
            <ReasonField />
            <button type="submit">{texts.deactivate}</button>
          </form>
        </>
      )}
    </>
  );
});
