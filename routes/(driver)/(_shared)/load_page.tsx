// The page of one load: everything known, whom to call, the answer to it, and the way to be rid of it.
import { BackLink } from "../../../components/BackLink.tsx";
import { CargoFacts } from "../../../components/CargoFacts.tsx";
import { Contacts } from "../../../components/Contacts.tsx";
import { HiddenNotice, HideLoad } from "../../../components/HideLoad.tsx";
import { KeepButton } from "../../../components/KeepButton.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { OwnResponse } from "../../../components/OwnResponse.tsx";
import { PageTitle } from "../../../components/PageTitle.tsx";
import { Paywall } from "../../../components/payments/Paywall.tsx";
import { Price } from "../../../components/Price.tsx";
import { RespondForm } from "../../../components/RespondForm.tsx";
import { Route } from "../../../components/Route.tsx";
import { RouteLine } from "../../../components/RouteLine.tsx";
import { ShareLink } from "../../../components/ShareLink.tsx";
import { StaleWarning } from "../../../components/StaleWarning.tsx";
import type { NotFound, Unavailable } from "../../../domain/freight/ports.ts";
import { cargo as texts } from "../../../texts/cargo.ts";
import { list } from "../../../texts/list.ts";
import { respond as respondTexts } from "../../../texts/responses.ts";
import { refusals } from "../../../texts/ru.ts";
import type { CargoPage } from "./cargo_page.ts";

/** `bot`: the bot's name without @. */
export function LoadPage({ data, bot }: { data: CargoPage; bot: string }) {
  const { cargo, marks } = data;
  if ("refused" in cargo) return <Missing id={data.id} refusal={cargo} bot={bot} />;
  const known = "known" in cargo ? cargo.known : cargo.snapshot;
  // What has been said, or could not be, is in sight at once.
  const { refusal, errors, starsError, contactsSent } = data.attempt;
  const answerFirst = data.response !== null || (refusal ?? errors ?? starsError) !== undefined;
  // What the driver has been given is not asked about.
  const isUnderWay = data.response?.status === "accepted";
  const action = `/cargos/${encodeURIComponent(data.id)}`;
  const { hidden } = marks;
  return (
    <>
      <PageTitle title={`${known.from} → ${known.to}`} />
      <BackLink href="/" />
      <HiddenNotice cargo={known} hidden={hidden} />
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
        <div class="load-actions">
          <KeepButton cargoId={data.id} kept={marks.kept} labelled />
          <ShareLink bot={bot} cargo={known} />
        </div>
      </header>
      {"staleness" in cargo && <StaleWarning staleness={cargo.staleness} age={cargo.age} />}
      {"gone" in cargo && (
        <p class="warning" role="status">{cargo.gone ? texts.gone : refusals.cargotech_unavailable}</p>
      )}
      {answerFirst && <Answer {...data} />}
      <section class="panel">
        <RouteLine cargo={known} />
        <CargoFacts cargo={known} />
      </section>
      {known.comment && (
        <section class="panel">
          <h2>{texts.comment}</h2>
          <p class="prose">{known.comment}</p>
        </section>
      )}
      {"contacts" in cargo && ("allowed" in cargo.contacts
        ? <Paywall gate="contacts" access={cargo.contacts} id="contacts" />
        : <Contacts contacts={cargo.contacts} action={action} sent={contactsSent === true} />)}
      {!answerFirst && <Answer {...data} />}
      {!isUnderWay && !hidden.cargo && !hidden.company && <HideLoad cargo={known} />}
    </>
  );
}

function Answer({ id, response, toRespond, values, attempt }: CargoPage) {
  const action = `/cargos/${encodeURIComponent(id)}`;
  const { refusal, starsError, errors = {} } = attempt;
  if (response) return <OwnResponse {...{ response, action, refusal, starsError }} />;
  if (!toRespond.allowed) return <Paywall gate="respond" access={toRespond} id="respond" />;
  return (
    <section class="panel" id="respond" aria-labelledby="answer">
      <h2 id="answer">{respondTexts.title}</h2>
      {refusal && <p class="error" role="alert">{refusal}</p>}
      <RespondForm action={action} values={values} errors={errors} free={toRespond.reason === "free"} />
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
    return { title: texts.goneTitle, text: texts.goneText, action };
  }
  if (refusal.reason === "denied") {
    const action = { href: `https://t.me/${bot}`, label: list.support };
    return { title: list.denied, text: list.deniedHint, action };
  }
  const action = { href: `/cargos/${encodeURIComponent(id)}`, label: list.retry };
  return { title: list.down, text: list.downHint, action };
}
