// Who the driver is here, what answers begin with, what is hidden, what we keep, and the ways out.
import { page } from "fresh";
import { DefaultsForm } from "../../components/DefaultsForm.tsx";
import { Farewell } from "../../components/Farewell.tsx";
import { ForgetMe } from "../../components/ForgetMe.tsx";
import { HiddenThings } from "../../components/HiddenThings.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { ProfileLinks } from "../../components/ProfileLinks.tsx";
import { profile as texts, session as sessionTexts } from "../../texts/profile.ts";
import { define, originOf, type State } from "../(_shared)/define.ts";
import { endedCookie } from "../(_shared)/session_cookie.ts";
import { planText } from "../../texts/payments.ts";
import { callerOf } from "./(_shared)/caller.ts";
import { readForm } from "./(_shared)/read_form.ts";
import {
  type DefaultsErrors,
  type DefaultsValues,
  readDefaults,
  respondDefaults,
} from "./(_shared)/respond_defaults.ts";

/** What was typed and could not be kept. */
interface Attempt {
  readonly values: DefaultsValues;
  readonly errors: DefaultsErrors;
}

async function profileOf(state: State, saved: boolean, attempt?: Attempt) {
  const { drivers, marks, subscriptions, settings } = state.app;
  const { driverId, role } = callerOf(state);
  const [driver, marked, hidden, subscription, flags] = await Promise.all([
    drivers.find(driverId),
    marks.of(driverId),
    marks.hiddenCargos(driverId),
    subscriptions.statusOf(driverId),
    settings.flags(),
  ]);
  const isVerified = driver?.telegramPhone !== undefined && driver.telegramPhone === driver.contact?.phone;
  return {
    driver,
    isAdmin: role === "admin",
    plan: planText(subscription, flags.paywall_respond || flags.paywall_contacts),
    favourites: marked.kept.length,
    hidden: { cargos: hidden, companies: marked.companies },
    defaults: { values: respondDefaults(driver), errors: {}, ...attempt, isVerified, saved },
  };
}

export const handler = define.handlers({
  GET: async (ctx) => page(await profileOf(ctx.state, ctx.url.searchParams.has("saved"))),

  async POST(ctx) {
    const { app, site } = ctx.state;
    const { driverId } = callerOf(ctx.state);
    const form = await readForm(ctx.req);
    switch (form.get("_action")) {
      case "defaults": {
        const read = readDefaults(form);
        if (!("ok" in read)) return page(await profileOf(ctx.state, false, read), { status: 422 });
        await app.drivers.changeRespondDefaults(driverId, read.ok, originOf(ctx.state));
        return ctx.redirect("/profile?saved#defaults", 303);
      }
      case "forget": {
        if (form.get("confirmed") !== "yes") break;
        await app.drivers.forget(driverId, originOf(ctx.state));
        // Nobody is signed in on the page that says so: its tabs would introduce the driver anew.
        ctx.state.session = null;
        return page("forgotten" as const, { headers: { "set-cookie": endedCookie(site) } });
      }
    }
    return ctx.redirect("/profile", 303);
  },
});

export default define.page<typeof handler>(({ data }) => {
  if (data === "forgotten") {
    return (
      <>
        <Farewell />
        <Notice heading="h1" title={texts.forgottenTitle} text={texts.forgottenText} />
      </>
    );
  }
  const { driver, isAdmin, plan, favourites, hidden, defaults } = data;
  return (
    <>
      <PageTitle title={texts.title} />
      <header class="headline">
        <h1>{driver?.firstName || texts.title}</h1>
        {driver?.username && <p class="hint">@{driver.username}</p>}
      </header>
      <ProfileLinks favourites={favourites} plan={plan} isAdmin={isAdmin} />
      <DefaultsForm {...defaults} />
      <HiddenThings {...hidden} />
      <section class="panel">
        <h2>{texts.data}</h2>
        {texts.dataText.map((sentence) => <p key={sentence}>{sentence}</p>)}
      </section>
      <form class="stack" method="post" action="/api/auth/logout">
        <button class="button quiet wide" type="submit" aria-describedby="one-session">
          {sessionTexts.signOut}
        </button>
        <p class="hint group" id="one-session">{sessionTexts.hint}</p>
      </form>
      <ForgetMe />
    </>
  );
});
