// Messages to people: what waits, what was sent, what failed and what nobody knows; sent again or cancelled by hand.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { outboxAddress } from "../../../components/admin/addresses.ts";
import { NextPage } from "../../../components/admin/NextPage.tsx";
import { OutboxTable } from "../../../components/admin/OutboxTable.tsx";
import { Tabs } from "../../../components/admin/Tabs.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { outboxTexts } from "../../../texts/admin_outbox.ts";
import { define } from "../../(_shared)/define.ts";
import { OutboxQuery } from "../../api/admin/(_schemas)/outbox.ts";
import { readQuery } from "../../api/admin/(_shared)/query.ts";
import { placeText, toOutboxQuery } from "../../api/admin/(_shared)/to_outbox_query.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const read = readQuery(ctx.url.searchParams, OutboxQuery);
    const query = "ok" in read ? read.ok : OutboxQuery.parse({});
    const { data, next } = await ctx.state.app.outbox.list(toOutboxQuery(query));
    return page({ messages: data, next: placeText(next), query }, { status: "ok" in read ? 200 : 400 });
  },
});

const TABS = Object.entries(outboxTexts.statuses).map(([status, name]) => ({
  name,
  href: outboxAddress({ status }),
}));

export default define.page<typeof handler>(({ data: { messages, next, query } }) => (
  <>
    <Head>
      <title>{`${outboxTexts.title} · ${consoleTexts.title}`}</title>
    </Head>
    <h1>{outboxTexts.title}</h1>
    <Tabs
      label={outboxTexts.status}
      tabs={[{ name: outboxTexts.all, href: outboxAddress({}) }, ...TABS]}
      current={outboxAddress({ status: query.status })}
    />
    {messages.some((message) => message.status === "unknown") && (
      <p class="quiet">{outboxTexts.unknownHint}</p>
    )}
    {messages.length > 0 ? <OutboxTable messages={messages} /> : <p class="empty">{outboxTexts.empty}</p>}
    <NextPage
      label={outboxTexts.title}
      first={query.after === undefined
        ? null
        : { name: outboxTexts.first, href: outboxAddress({ status: query.status }) }}
      next={next === null ? null : {
        name: outboxTexts.more,
        href: outboxAddress({ status: query.status, limit: query.limit, after: next }),
      }}
    />
  </>
));
