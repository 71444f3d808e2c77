// Who the driver is here, what we keep, and the way out.
import { page } from "fresh";
import { Notice } from "../../components/Notice.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { profile as texts } from "../../texts/driver.ts";
import { formatPhone } from "../../texts/format.ts";
import { define, originOf } from "../(_shared)/define.ts";
import { endedCookie } from "../(_shared)/session_cookie.ts";
import { callerOf } from "./(_shared)/caller.ts";
import { readForm } from "./(_shared)/read_form.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { driverId, role } = callerOf(ctx.state);
    const driver = await ctx.state.app.drivers.find(driverId);
    return page({ driver, isAdmin: role === "admin", forgotten: false });
  },

  async POST(ctx) {
    const { driverId } = callerOf(ctx.state);
    const form = await readForm(ctx.req);
    if (form.get("_action") !== "forget" || form.get("confirmed") !== "yes") {
      return ctx.redirect("/profile", 303);
    }
    await ctx.state.app.drivers.forget(driverId, originOf(ctx.state));
    const headers = { "set-cookie": endedCookie(ctx.state.site) };
    return page({ driver: null, isAdmin: false, forgotten: true }, { headers });
  },
});

export default define.page<typeof handler>(({ data: { driver, isAdmin, forgotten } }) => {
  if (forgotten) return <Notice heading="h1" title={texts.forgottenTitle} text={texts.forgottenText} />;
  return (
    <>
      <PageTitle title={texts.title} />
      <h1>{driver?.firstName || texts.title}</h1>
      <section class="panel">
        <dl class="terms">
          {driver?.username && (
            <div>
              <dt>{texts.telegram}</dt>
              <dd>@{driver.username}</dd>
            </div>
          )}
          {driver?.contact && (
            <div>
              <dt>{texts.contactName}</dt>
              <dd>{driver.contact.name}</dd>
            </div>
          )}
          <div>
            <dt>{texts.phone}</dt>
            <dd>{driver?.contact ? formatPhone(driver.contact.phone) : texts.noPhone}</dd>
          </div>
        </dl>
      </section>
      <nav class="panel links" aria-label={texts.title}>
        <a href="/subscription">
          <b>{texts.plan}</b>
          <span class="hint">{texts.planNow}</span>
        </a>
        {isAdmin && (
          <a href="/admin">
            <b>{texts.admin}</b>
          </a>
        )}
      </nav>
      <section class="panel">
        <h2>{texts.data}</h2>
        {texts.dataText.map((sentence) => <p key={sentence}>{sentence}</p>)}
      </section>
      <form method="post" action="/api/auth/logout">
        <button class="button quiet wide" type="submit">{texts.signOut}</button>
      </form>
      <details class="panel">
        <summary>{texts.forget}</summary>
        <p>{texts.forgetText}</p>
        <form method="post" action="/profile">
          <input type="hidden" name="_action" value="forget" />
          <label class="check">
            <input type="checkbox" name="confirmed" value="yes" required />
            <span>{texts.forgetConfirm}</span>
          </label>
          <button class="button quiet wide" type="submit">{texts.forgetNow}</button>
        </form>
      </details>
    </>
  );
});
