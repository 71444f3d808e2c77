// A check of the whole history: how far it is, or what it has found.
import type { ComponentChildren } from "preact";
import type { Check as CheckState, Verified } from "../../../domain/integrity.ts";
import { verifyTexts } from "../../../texts/admin_projections.ts";
import { checkTexts } from "../../../texts/checks.ts";
import { Figures } from "../Figures.tsx";
import { Moment } from "../Moment.tsx";
import { callOffAction, checkAction, eventAddress } from "../addresses.ts";

export function Check({ check }: { check: CheckState | null }) {
  if (check === null) {
    return <Begin said={<p class="quiet">{checkTexts.never}</p>} label={checkTexts.begin} />;
  }
  switch (check.status) {
    case "running":
      return <Running {...check} />;
    case "called_off":
      return <Begin said={<p role="status">{checkTexts.calledOff}</p>} label={checkTexts.begin} />;
    case "failed":
      return (
        <Begin
          said={<p class="error" role="alert">{checkTexts.failed} {check.error}</p>}
          label={checkTexts.again}
        />
      );
    case "done":
      return (
        <>
          <Result {...check.result} />
          <Begin
            said={
              <p class="quiet">
                {checkTexts.at} <Moment at={check.at} />
              </p>
            }
            label={checkTexts.again}
          />
        </>
      );
  }
}

function Begin({ said, label }: { said: ComponentChildren; label: string }) {
  return (
    <form method="post" action={checkAction}>
      {said}
      <button type="submit">{label}</button>
    </form>
  );
}

function Running({ phase, checked, total }: Extract<CheckState, { status: "running" }>) {
  const percent = total === 0 ? 0 : Math.floor(Math.min(1, checked / total) * 100);
  return (
    <div class="verification" data-check={phase}>
      <progress value={percent} max={100} aria-label={checkTexts.running} />
      <p class="num quiet">
        {phase === "proving" ? checkTexts.proving(percent, total) : checkTexts.locating(percent)}
      </p>
      <form method="post" action={callOffAction}>
        <button type="submit">{checkTexts.callOff}</button>
      </form>
    </div>
  );
}

function Result({ ok, events, head, firstBad, problem, signedHead }: Verified) {
  return (
    <>
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
    </>
  );
}
