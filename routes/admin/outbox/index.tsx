// Messages to people: what waits, what was sent, what failed and what nobody knows; sent again or cancelled by hand.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { outboxAddress } from "../../../components/admin/addresses.ts";
import { NextPage } from "../../../components/admin/NextPage.tsx";
import { OutboxTable } from "../../../components/admin/OutboxTable.tsx";
import { OutboxTabs } from "../../../components/admin/OutboxTabs.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { outboxTexts } from "../../../texts/admin_outbox.ts";
import { define } from "../../(_shared)/define.ts";
import { OutboxQuery } from "../../api/admin/(_schemas)/outbox.ts";
import { placeText } from "../../api/admin/(_schemas)/place.ts";
import { readQuery } from "../../api/admin/(_shared)/query.ts";
import { toOutboxQuery } from "../../api/admin/(_shared)/to_outbox_query.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const read = readQuery(ctx.url.searchParams, OutboxQuery);
    const query = "ok" in read ? read.ok : OutboxQuery.parse({});
    const { outbox, steps } = ctx.state.app;
    const [{ data, next }, count] = await Promise.all([outbox.list(toOutboxQuery(query)), steps.count()]);
    // Counted after reading, which is when it is met.
    const unreadable = await outbox.unreadable();
    const status = "ok" in read ? 200 : 400;
    return page({ messages: data, next: placeText(next), steps: count, unreadable, query }, { status });
  },
});

export default define.page<typeof handler>(({ data: { messages, next, steps, unreadable, query } }) => (
  <>
    <Head>
      <title>{`${outboxTexts.title} · ${consoleTexts.title}`}</title>
    </Head>
    <h1>{outboxTexts.title}</h1>
    <OutboxTabs steps={steps} current={outboxAddress({ status: query.status })} />
    {unreadable > 0 && <p class="problem">{outboxTexts.unreadable(unreadable)}</p>}
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
