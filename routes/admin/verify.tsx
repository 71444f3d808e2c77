// Checks the whole log when opened, and says what came of it.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { eventAddress } from "../../components/admin/addresses.ts";
import { Figures } from "../../components/admin/Figures.tsx";
import { Moment } from "../../components/admin/Moment.tsx";
import { consoleTexts, verifyTexts } from "../../texts/admin.ts";
import { define } from "../(_shared)/define.ts";

export const handler = define.handlers({
  GET: async (ctx) => page(await ctx.state.operations.verify()),
});

export default define.page<typeof handler>(({ data }) => {
  const { ok, events, head, firstBad, problem, signedHead } = data;
  return (
    <>
      <Head>
        <title>{`${verifyTexts.heading} · ${consoleTexts.title}`}</title>
      </Head>
      <h1>{verifyTexts.heading}</h1>
      {ok
        ? <p class="good" role="status" data-verified="ok">{verifyTexts.ok}</p>
        : <p class="error" role="alert" data-verified="bad">{verifyTexts.bad} {problem}</p>}
      <Figures
        figures={[
          { name: verifyTexts.events, value: events },
          ...(firstBad === undefined ? [] : [
            { name: verifyTexts.firstBad, value: firstBad, href: eventAddress(firstBad), alarming: true },
          ]),
        ]}
      />
      <dl class="hashes">
        <dt>{verifyTexts.head(head.position)}</dt>
        <dd class="num">{head.hash}</dd>
        {signedHead && (
          <>
            <dt>
              {verifyTexts.signed(signedHead.position)} <Moment at={signedHead.at} />
            </dt>
            <dd class="num">{signedHead.signature}</dd>
          </>
        )}
      </dl>
      <p>
        <a href="/admin/projections">{verifyTexts.back}</a>
      </p>
    </>
  );
});
