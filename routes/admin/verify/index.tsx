// The check of the whole history: begun by a button, followed while it runs, and what came of it.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import CheckProgress from "../../../islands/admin/CheckProgress.tsx";
import { consoleTexts } from "../../../texts/admin.ts";
import { verifyTexts } from "../../../texts/admin_projections.ts";
import { checkTexts } from "../../../texts/checks.ts";
import { define } from "../../(_shared)/define.ts";

/** A short log is checked within this time, in milliseconds, and its result shown at once. */
const AT_ONCE = 500;
/** Seconds between reloads while a check runs and nothing else shows it. */
const RELOAD = "2";

export const handler = define.handlers({
  GET: (ctx) => page(ctx.state.operations.integrity.newest()),
  async POST(ctx) {
    const { integrity } = ctx.state.operations;
    integrity.start();
    for await (const _ of integrity.progress(AbortSignal.timeout(AT_ONCE))) continue;
    return ctx.redirect("/admin/verify", 303);
  },
});

export default define.page<typeof handler>(({ data: check }) => (
  <>
    <Head>
      <title>{`${verifyTexts.heading} · ${consoleTexts.title}`}</title>
      {check?.status === "running" && (
        <noscript>
          <meta http-equiv="refresh" content={RELOAD} />
        </noscript>
      )}
    </Head>
    <h1>{verifyTexts.heading}</h1>
    <p class="quiet">
      {verifyTexts.hint} {checkTexts.hint}
    </p>
    <CheckProgress check={check} />
  </>
));
