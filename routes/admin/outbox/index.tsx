// Messages to people: what waits, what was sent, what failed and what nobody knows; sent again or cancelled by hand.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { OutboxTable } from "../../../components/admin/OutboxTable.tsx";
import { Tabs } from "../../../components/admin/Tabs.tsx";
import { consoleTexts, outboxTexts } from "../../../texts/admin.ts";
import { define } from "../../(_shared)/define.ts";
import { OutboxQuery } from "../../api/admin/(_schemas)/outbox.ts";
import { readQuery } from "../../api/admin/(_shared)/query.ts";
import { toOutboxQuery } from "../../api/admin/(_shared)/to_outbox_query.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const read = readQuery(ctx.url.searchParams, OutboxQuery);
    const query = "ok" in read ? read.ok : OutboxQuery.parse({});
    const messages = await ctx.state.app.outbox.list(toOutboxQuery(query));
    return page({ messages, query }, { status: "ok" in read ? 200 : 400 });
  },
});

const TABS = Object.entries(outboxTexts.statuses).map(([status, name]) => ({
  name,
  href: `/admin/outbox?status=${status}`,
}));

export default define.page<typeof handler>(({ data: { messages, query: { status, limit } } }) => (
  <>
    <Head>
      <title>{`${outboxTexts.title} · ${consoleTexts.title}`}</title>
    </Head>
    <h1>{outboxTexts.title}</h1>
    <Tabs
      label={outboxTexts.status}
      tabs={[{ name: outboxTexts.all, href: "/admin/outbox" }, ...TABS]}
      current={status === undefined ? "/admin/outbox" : `/admin/outbox?status=${status}`}
    />
    {messages.some((message) => message.status === "unknown") && (
      <p class="quiet">{outboxTexts.unknownHint}</p>
    )}
    {messages.length > 0 ? <OutboxTable messages={messages} /> : <p class="empty">{outboxTexts.empty}</p>}
    {messages.length === limit && <p class="quiet">{outboxTexts.shown(limit)}</p>}
  </>
));
