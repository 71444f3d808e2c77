// Steps that failed for good: what, why and after how many attempts; done again by hand once the cause is mended.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { stepsAddress } from "../../../../components/admin/addresses.ts";
import { NextPage } from "../../../../components/admin/NextPage.tsx";
import { OutboxTabs } from "../../../../components/admin/OutboxTabs.tsx";
import { StepTable } from "../../../../components/admin/StepTable.tsx";
import { consoleTexts } from "../../../../texts/admin.ts";
import { outboxTexts } from "../../../../texts/admin_outbox.ts";
import { stepTexts } from "../../../../texts/admin_steps.ts";
import { define } from "../../../(_shared)/define.ts";
import { placeText } from "../../../api/admin/(_schemas)/place.ts";
import { StepsQuery } from "../../../api/admin/(_schemas)/steps.ts";
import { readQuery } from "../../../api/admin/(_shared)/query.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const read = readQuery(ctx.url.searchParams, StepsQuery);
    const query = "ok" in read ? read.ok : StepsQuery.parse({});
    const { steps } = ctx.state.app;
    const [{ data, next }, count] = await Promise.all([steps.list(query), steps.count()]);
    const status = "ok" in read ? 200 : 400;
    return page({ steps: data, next: placeText(next), count, query }, { status });
  },
});

export default define.page<typeof handler>(({ data: { steps, next, count, query } }) => (
  <>
    <Head>
      <title>{`${stepTexts.title} · ${consoleTexts.title}`}</title>
    </Head>
    <h1>{outboxTexts.title}</h1>
    <OutboxTabs steps={count} current={stepsAddress({})} />
    {steps.length > 0 && <p class="quiet">{stepTexts.hint}</p>}
    {steps.length > 0 ? <StepTable steps={steps} /> : <p class="empty">{stepTexts.empty}</p>}
    <NextPage
      label={stepTexts.title}
      first={query.after === undefined ? null : { name: outboxTexts.first, href: stepsAddress({}) }}
      next={next === null
        ? null
        : { name: outboxTexts.more, href: stepsAddress({ limit: query.limit, after: next }) }}
    />
  </>
));
