// Who has access until when.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Input } from "../../../components/admin/FormField.tsx";
import { NextPage } from "../../../components/admin/NextPage.tsx";
import { Tabs } from "../../../components/admin/Tabs.tsx";
import { SubscriptionTable } from "../../../components/admin/money/SubscriptionTable.tsx";
import { address } from "../../../components/admin/money/money_addresses.ts";
import { consoleTexts } from "../../../texts/admin.ts";
import { subscriptionTexts as texts } from "../../../texts/admin_access.ts";
import { paymentTexts } from "../../../texts/admin_payments.ts";
import { define } from "../../(_shared)/define.ts";
import { SubscriptionsQuery } from "../../api/admin/(_schemas)/subscriptions.ts";
import { readQuery } from "../../api/admin/(_shared)/query.ts";

const PATH = "/admin/subscriptions";
const STATUSES = ["active", "trial", "grace", "expired", "none"] as const;

export const handler = define.handlers({
  async GET(ctx) {
    const { searchParams } = ctx.url;
    const driver = searchParams.get("driver")?.trim();
    if (driver && /^\d{1,16}$/.test(driver)) return ctx.redirect(`${PATH}/${driver}`, 303);
    const read = readQuery(searchParams, SubscriptionsQuery);
    const query = "ok" in read ? read.ok : SubscriptionsQuery.parse({});
    const { status, limit, after } = query;
    const found = await ctx.state.app.subscriptions.search({
      limit,
      ...(status !== undefined && { status }),
      ...(after !== undefined && { after }),
    });
    return page({ found, status, after }, { status: "ok" in read ? 200 : 400 });
  },
});

export default define.page<typeof handler>(({ data: { found, status, after } }) => {
  const { subscriptions, next, counts } = found;
  const tabs = STATUSES.map((each) => ({
    name: `${texts.statuses[each]} ${counts[each] ?? 0}`,
    href: address(PATH, { status: each }),
  }));
  return (
    <>
      <Head>
        <title>{`${texts.title} · ${consoleTexts.title}`}</title>
      </Head>
      <h1>
        {texts.title} <small class="quiet">{consoleTexts.moscowTime}</small>
      </h1>
      <form class="inline" method="get" action={PATH} role="search">
        <Input name="driver" label={texts.find} inputmode="numeric" data-search />
        <button type="submit">{texts.open}</button>
      </form>
      <Tabs
        label={texts.status}
        tabs={[{ name: texts.all, href: PATH }, ...tabs]}
        current={address(PATH, { status })}
      />
      {subscriptions.length > 0
        ? <SubscriptionTable subscriptions={subscriptions} />
        : <p class="empty">{texts.empty}</p>}
      <NextPage
        label={texts.title}
        first={after === undefined ? null : { name: paymentTexts.newest, href: address(PATH, { status }) }}
        next={next === null ? null : { name: texts.next, href: address(PATH, { status, after: next }) }}
      />
    </>
  );
});
