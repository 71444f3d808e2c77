// Who did what in the console, and what reached us about payments: searched, paged, exported.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { AuditSearch } from "../../../components/admin/AuditSearch.tsx";
import { AuditTable } from "../../../components/admin/AuditTable.tsx";
import { NextPage } from "../../../components/admin/NextPage.tsx";
import { address } from "../../../components/admin/money/money_addresses.ts";
import { eventSchemas } from "../../../domain/events.ts";
import { consoleTexts } from "../../../texts/admin.ts";
import { paymentTexts } from "../../../texts/admin_payments.ts";
import { auditTexts as texts } from "../../../texts/admin_settings.ts";
import { define } from "../../(_shared)/define.ts";
import { type AuditEntry, AuditQuery } from "../../api/admin/(_schemas)/audit.ts";
import { auditPage } from "../../api/admin/(_shared)/audit_log.ts";
import { readQuery } from "../../api/admin/(_shared)/query.ts";
import { errorsByField, type FormErrors } from "../(_shared)/money_form.ts";
import { asTyped, withMoscowDays } from "../(_shared)/moscow_days.ts";

const PATH = "/admin/audit";
const FIELDS = ["kind", "actor", "type", "stream", "verdict", "from", "to"];
const NOTHING: { data: AuditEntry[]; next: number | null } = { data: [], next: null };
const NO_ERRORS: FormErrors = {};

export const handler = define.handlers({
  async GET(ctx) {
    const params = ctx.url.searchParams;
    const shown = asTyped(params, FIELDS);
    const exported = asTyped(withMoscowDays(params), FIELDS);
    const query = readQuery(withMoscowDays(params), AuditQuery);
    if ("errors" in query) {
      const errors = errorsByField(query.errors);
      return page({ shown, errors, exported, found: NOTHING, earlier: false }, { status: 400 });
    }
    const found = await auditPage(ctx.state.app.history, query.ok);
    return page({ shown, errors: NO_ERRORS, exported, found, earlier: query.ok.before !== undefined });
  },
});

export default define.page<typeof handler>(({ data: { shown, errors, exported, found, earlier } }) => {
  const { data: entries, next } = found;
  const exportAs = (format: string) => address("/api/admin/audit", { ...exported, format });
  return (
    <>
      <Head>
        <title>{`${texts.title} · ${consoleTexts.title}`}</title>
      </Head>
      <h1>
        {texts.title} <small class="quiet">{consoleTexts.moscowTime}</small>
      </h1>
      <p class="quiet">{texts.hint}</p>
      <AuditSearch shown={shown} errors={errors} types={[...eventSchemas.keys()]} />
      {entries.length > 0 ? <AuditTable entries={entries} /> : <p class="empty">{texts.empty}</p>}
      <NextPage
        label={texts.title}
        first={earlier ? { name: paymentTexts.newest, href: address(PATH, shown) } : null}
        next={next === null
          ? null
          : { name: paymentTexts.older, href: address(PATH, { ...shown, before: next }) }}
      />
      <p class="facts">
        {paymentTexts.export}: <a href={exportAs("csv")} download>CSV</a>
        <a href={exportAs("ndjson")} download="audit.ndjson">NDJSON</a>
      </p>
    </>
  );
});
