// Hearts, hiding and taking it back as plain forms: done, and back to the page the button was on.
import { page } from "fresh";
import { Notice } from "../../components/Notice.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { MarkKind } from "../../domain/marks/mod.ts";
import { marks as texts } from "../../texts/marks.ts";
import { refusals } from "../../texts/ru.ts";
import { define } from "../(_shared)/define.ts";
import { obeyMark } from "../(_shared)/obey_mark.ts";
import { statusOf } from "../(_shared)/status.ts";
import { readForm } from "./(_shared)/read_form.ts";

const HOME = "/favourites";

export const handler = define.handlers({
  GET: (ctx) => ctx.redirect(HOME, 303),

  async POST(ctx) {
    const form = await readForm(ctx.req);
    const back = pageBefore(ctx.req, [ctx.url.host, new URL(ctx.state.site.baseUrl).host]);
    const kind = MarkKind.safeParse(form.get("kind"));
    const change = { name: form.get("marked") ?? "", on: form.get("on") !== "no" };
    const outcome = kind.success
      ? await obeyMark(ctx.state, { kind: kind.data, ...change })
      : { refused: "bad_request" as const };
    if (!("refused" in outcome)) return ctx.redirect(back, 303);
    return page({ text: refusals[outcome.refused], back }, { status: statusOf[outcome.refused] });
  },
});

export default define.page<typeof handler>(({ data: { text, back } }) => (
  <>
    <PageTitle title={texts.failedTitle} />
    <Notice heading="h1" title={texts.failedTitle} text={text} action={{ href: back, label: texts.back }} />
  </>
));

/** The page of ours a form was on, as path and query. */
function pageBefore({ headers }: Request, hosts: readonly string[]): string {
  const before = URL.parse(headers.get("referer") ?? "");
  if (before === null || !hosts.includes(before.host) || before.pathname === "/marks") return HOME;
  return before.pathname + before.search;
}
