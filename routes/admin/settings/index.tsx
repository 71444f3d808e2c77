// Settings that are changed without a deployment. Secrets are written and never shown.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Done } from "../../../components/admin/Done.tsx";
import { SettingForm } from "../../../components/admin/SettingForm.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { fieldSentence } from "../../../texts/admin_errors.ts";
import { settingTexts as texts } from "../../../texts/admin_settings.ts";
import { define } from "../../(_shared)/define.ts";
import { refuse } from "../../(_shared)/refusal_page.ts";
import { reason } from "../../api/admin/(_schemas)/money.ts";
import { settingAnswers } from "../../api/admin/(_shared)/setting_answers.ts";
import { staffOrigin } from "../../api/admin/(_shared)/staff_origin.ts";
import { type FormErrors, kopecksTyped, number, readTyped } from "../(_shared)/money_form.ts";

interface Attempt {
  readonly key: string;
  /** Not of a secret. */
  readonly typed?: string;
  readonly errors: FormErrors;
}

/** How what was typed is read, of settings that are no text. */
const READ: Readonly<Record<string, (text: string) => unknown>> = {
  trial_days: number,
  grace_days: number,
  refund_second_admin_from: kopecksTyped,
};

export const handler = define.handlers({
  async GET(ctx) {
    const settings = await settingAnswers(ctx.state.app);
    const attempt: Attempt | null = null as Attempt | null;
    return page({ settings, attempt, done: ctx.url.searchParams.get("done") ?? undefined });
  },
  async POST(ctx) {
    const { app } = ctx.state;
    const { key = "", value = "", reason: why } = await readTyped(ctx.req);
    const settings = await settingAnswers(app);
    const setting = settings.find((each) => each.key === key);
    // Tariffs have a page of their own.
    if (!setting || key === "tariffs") return refuse(ctx, "not_found");
    const again = (errors: FormErrors) => {
      const attempt: Attempt = { key, errors, ...(!setting.secret && { typed: value }) };
      return page({ settings, attempt, done: undefined }, { status: 422 });
    };
    const read = reason.safeParse(why);
    if (!read.success) return again({ reason: fieldSentence("invalid_reason") });
    const to = { value: READ[key]?.(value) ?? value, reason: read.data };
    const outcome = await app.settings.change(key, to, staffOrigin(ctx.state));
    if ("refused" in outcome) return refuse(ctx, outcome.refused);
    if ("errors" in outcome) return again({ value: fieldSentence(outcome.errors[0]!.code) });
    return ctx.redirect("/admin/settings?done=saved", 303);
  },
});

export default define.page<typeof handler>(({ data: { settings, attempt, done } }) => {
  const forms = (secret: boolean) =>
    settings.filter((setting) => setting.secret === secret && setting.key !== "tariffs").map((setting) => (
      <SettingForm
        key={setting.key}
        setting={setting}
        {...(attempt?.key === setting.key && { errors: attempt.errors, typed: attempt.typed })}
      />
    ));
  return (
    <>
      <Head>
        <title>{`${texts.title} · ${consoleTexts.title}`}</title>
      </Head>
      <h1>{texts.title}</h1>
      <Done done={done} />
      <p>
        <a href="/admin/settings/tariffs">{texts.edit}</a>
      </p>
      <h2>{texts.open}</h2>
      <div class="settings">{forms(false)}</div>
      <h2>{texts.secrets}</h2>
      <p class="quiet">{texts.secretsHint}</p>
      <div class="settings">{forms(true)}</div>
    </>
  );
});
