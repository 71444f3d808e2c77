// Switches of the product: flicked at once and for everybody, with a reason.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Done } from "../../../components/admin/Done.tsx";
import { FlagForm } from "../../../components/admin/FlagForm.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { flagTexts as texts } from "../../../texts/admin_settings.ts";
import { define } from "../../(_shared)/define.ts";
import { refuse } from "../../(_shared)/refusal_page.ts";
import { FlagBody } from "../../api/admin/(_schemas)/settings.ts";
import { flagAnswers } from "../../api/admin/(_shared)/setting_answers.ts";
import { staffOrigin } from "../../api/admin/(_shared)/staff_origin.ts";
import { type FormErrors, readTyped, understand } from "../(_shared)/money_form.ts";

const Flicked = FlagBody.required();

export const handler = define.handlers({
  async GET(ctx) {
    const attempt = null as { key: string; errors: FormErrors } | null;
    const done = ctx.url.searchParams.get("done") ?? undefined;
    return page({ flags: await flagAnswers(ctx.state.app), attempt, done });
  },
  async POST(ctx) {
    const { app } = ctx.state;
    const { key = "", enabled, reason } = await readTyped(ctx.req);
    const read = understand(Flicked, { enabled: enabled === "true", reason });
    if ("errors" in read) {
      const attempt = { key, errors: read.errors };
      return page({ flags: await flagAnswers(app), attempt, done: undefined }, { status: 422 });
    }
    const outcome = await app.settings.changeFlag(key, read.ok, staffOrigin(ctx.state));
    if ("refused" in outcome) return refuse(ctx, outcome.refused);
    return ctx.redirect("/admin/flags?done=saved", 303);
  },
});

export default define.page<typeof handler>(({ data: { flags, attempt, done } }) => (
  <>
    <Head>
      <title>{`${texts.title} · ${consoleTexts.title}`}</title>
    </Head>
    <h1>{texts.title}</h1>
    <Done done={done} />
    <div class="settings">
      {flags.map((flag) => (
        <FlagForm key={flag.key} flag={flag} errors={attempt?.key === flag.key ? attempt.errors : {}} />
      ))}
    </div>
  </>
));
