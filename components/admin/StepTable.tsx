// Steps that were given up: what each was to do, why it failed, what it came from, and a button to have it done again.
import type { DeadStep } from "../../domain/steps/mod.ts";
import { consoleTexts } from "../../texts/admin.ts";
import { outboxTexts } from "../../texts/admin_outbox.ts";
import { stepName, stepTexts } from "../../texts/admin_steps.ts";
import { eventsAddress, stepRetryAction } from "./addresses.ts";
import { Moment } from "./Moment.tsx";

export function StepTable({ steps }: { steps: readonly DeadStep[] }) {
  return (
    <table class="outbox cards">
      <thead>
        <tr>
          <th scope="col">{consoleTexts.at}</th>
          <th scope="col">{stepTexts.kind}</th>
          <th scope="col" class="sum">{outboxTexts.attempts}</th>
          <th scope="col">{outboxTexts.error}</th>
          <th scope="col">{stepTexts.cause}</th>
          <th scope="col">{outboxTexts.actions}</th>
        </tr>
      </thead>
      <tbody>{steps.map((step) => <Step key={step.id} {...step} />)}</tbody>
    </table>
  );
}

function Step({ id, kind, attempts, lastError, at, correlationId }: DeadStep) {
  return (
    <tr data-step={id}>
      <td>
        <Moment at={at} />
      </td>
      <td title={id}>{stepName(kind)}</td>
      <td class="num sum" data-label={outboxTexts.attempts}>{attempts}</td>
      <td class="problem">{lastError ?? ""}</td>
      <td>
        <a
          href={eventsAddress({ request: correlationId })}
          aria-label={`${stepTexts.events}: ${id}`}
          data-item
        >
          {stepTexts.events}
        </a>
      </td>
      <td>
        <form method="post" action={stepRetryAction(id)}>
          <button type="submit" aria-label={`${stepTexts.retry}: ${id}`}>{stepTexts.retry}</button>
        </form>
      </td>
    </tr>
  );
}
