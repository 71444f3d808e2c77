// What using the product costs: nothing now, and what that includes.
import { BackLink } from "../../components/BackLink.tsx";
import { PageTitle } from "../../components/PageTitle.tsx";
import { subscription as texts } from "../../texts/driver.ts";

export default function Subscription() {
  return (
    <>
      <PageTitle title={texts.title} />
      <BackLink href="/profile" />
      <h1>{texts.title}</h1>
      <section class="panel">
        <h2>{texts.free}</h2>
        <p>{texts.lead}</p>
        <ul class="ticks">{texts.included.map((what) => <li key={what}>{what}</li>)}</ul>
        <p class="hint">{texts.later}</p>
      </section>
    </>
  );
}
