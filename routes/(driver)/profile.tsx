// Who the driver is here, what we keep, and the way out.
import { page } from "fresh";
import { PageTitle } from "../../components/PageTitle.tsx";
import { profile as texts } from "../../texts/driver.ts";
import { formatPhone } from "../../texts/format.ts";
import { define } from "../(_shared)/define.ts";
import { callerOf } from "./(_shared)/caller.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { driverId, role } = callerOf(ctx.state);
    const driver = await ctx.state.app.drivers.find(driverId);
    return page({ driver, isAdmin: role === "admin" });
  },
});

export default define.page<typeof handler>(({ data: { driver, isAdmin } }) => (
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
  </>
));
