// One load: everything known, whom to call, and the answer to it, as a plain form posting to the same address.
import { page } from "fresh";
import { BackLink } from "../../../components/BackLink.tsx";
import { CargoFacts } from "../../../components/CargoFacts.tsx";
import { Contacts } from "../../../components/Contacts.tsx";
import { Notice, StaleWarning } from "../../../components/Notice.tsx";
import { OwnResponse } from "../../../components/OwnResponse.tsx";
import { PageTitle } from "../../../components/PageTitle.tsx";
import { Price } from "../../../components/Price.tsx";
import { RespondForm } from "../../../components/RespondForm.tsx";
import { Route } from "../../../components/Route.tsx";
import type { NotFound, Unavailable } from "../../../domain/freight/ports.ts";
import { RatingForm, responseRef } from "../../../domain/responses/commands.ts";
import { cargo as texts, list, respond as respondTexts } from "../../../texts/driver.ts";
import { fieldErrors, refusals } from "../../../texts/ru.ts";
import { define, originOf, type State } from "../../(_shared)/define.ts";
import { statusOf } from "../../(_shared)/status.ts";
import { callerOf } from "../(_shared)/caller.ts";
import { type Attempt, type CargoPage, cargoPage, statusOfCargo } from "../(_shared)/cargo_page.ts";
import { readForm } from "../(_shared)/read_form.ts";
import { readRespondForm } from "../(_shared)/respond_form.ts";

type Failed = { readonly status: number; readonly attempt: Attempt };

export const handler = define.handlers({
  async GET(ctx) {
    const data = await cargoPage(ctx.state, ctx.params.id ?? "");
    return page(data, { status: statusOfCargo(data.cargo) });
  },

  async POST(ctx) {
    const id = ctx.params.id ?? "";
    const failed = await obey(ctx.state, id, await readForm(ctx.req));
    if (!failed) return ctx.redirect(`${ctx.url.pathname}#respond`, 303);
    return page(await cargoPage(ctx.state, id, failed.attempt), { status: failed.status });
  },
});

/** Does what the form asks; null when it is done. */
async function obey(state: State, id: string, form: URLSearchParams): Promise<Failed | null> {
  const { responses } = state.app;
  const { driverId } = callerOf(state);
  const { responseId } = responseRef(driverId, id);
  switch (form.get("_action")) {
    case "withdraw":
      return failure(await responses.withdraw(driverId, responseId, originOf(state)));
    case "rate": {
      const rating = RatingForm.safeParse({ stars: Number(form.get("stars")) });
      if (!rating.success) return { status: 422, attempt: { starsError: fieldErrors.invalid_stars } };
      return failure(await responses.rate(driverId, responseId, rating.data, originOf(state)));
    }
    default: {
      const read = readRespondForm(form);
      if (!("ok" in read)) return { status: 422, attempt: read };
      return failure(await responses.respond(driverId, id, read.ok, originOf(state)));
    }
  }
}

function failure(outcome: object | { refused: keyof typeof refusals }): Failed | null {
  if (!("refused" in outcome)) return null;
  return { status: statusOf[outcome.refused], attempt: { refusal: refusals[outcome.refused] } };
}

export default define.page<typeof handler>(({ data, state }) => {
  const { cargo } = data;
  if ("refused" in cargo) return <Missing id={data.id} refusal={cargo} bot={state.site.botUsername} />;
  const known = "known" in cargo ? cargo.known : cargo.snapshot;
  // What has been said, or could not be, is in sight at once.
  const answerFirst = data.response !== null || Object.keys(data.attempt).length > 0;
  return (
    <>
      <PageTitle title={`${known.from} → ${known.to}`} />
      <BackLink href="/" />
      <header class="headline">
        <h1>
          <Route {...known} />
        </h1>
        <Price {...known} />
        <p class="hint">
          {texts.number(data.id)}
          {"age" in cargo && ` · ${list.checked(cargo.age)}`}
        </p>
        {!answerFirst && <a class="button" href="#respond">{respondTexts.title}</a>}
      </header>
      {"stale" in cargo && cargo.stale && <StaleWarning text={list.stale(cargo.age)} />}
      {"gone" in cargo && <p class="warning" role="status">{cargo.gone ? texts.gone : list.downHint}</p>}
      {answerFirst && <Answer {...data} />}
      <section class="panel">
        <CargoFacts cargo={known} />
      </section>
      {known.comment && (
        <section class="panel">
          <h2>{texts.comment}</h2>
          <p class="prose">{known.comment}</p>
        </section>
      )}
      {"contacts" in cargo && <Contacts contacts={cargo.contacts} />}
      {!answerFirst && <Answer {...data} />}
    </>
  );
});

function Answer({ id, response, values, attempt }: CargoPage) {
  const action = `/cargos/${encodeURIComponent(id)}`;
  const { refusal, starsError, errors = {} } = attempt;
  if (response) return <OwnResponse {...{ response, action, refusal, starsError }} />;
  return (
    <section class="panel" id="respond" aria-labelledby="answer">
      <h2 id="answer">{respondTexts.title}</h2>
      {refusal && <p class="error" role="alert">{refusal}</p>}
      <RespondForm action={action} values={values} errors={errors} />
    </section>
  );
}

function Missing({ id, refusal, bot }: { id: string; refusal: NotFound | Unavailable; bot: string }) {
  const { title, text, action } = whyMissing(id, refusal, bot);
  return (
    <>
      <PageTitle title={title} />
      <BackLink href="/" />
      <Notice heading="h1" title={title} text={text} action={action} />
    </>
  );
}

function whyMissing(id: string, refusal: NotFound | Unavailable, bot: string) {
  if (refusal.refused === "cargo_not_found") {
    const action = { href: "/", label: texts.toList };
    return { title: texts.goneTitle, text: refusals.cargo_not_found, action };
  }
  if (refusal.reason === "denied") {
    const action = { href: `https://t.me/${bot}`, label: list.support };
    return { title: list.denied, text: list.deniedHint, action };
  }
  const action = { href: `/cargos/${encodeURIComponent(id)}`, label: list.retry };
  return { title: list.down, text: refusals.cargotech_unavailable, action };
}
