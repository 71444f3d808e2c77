// Steps of payments run one by one, as a worker would.
import type { StepKind } from "../../../domain/processes/steps.ts";
import { createListen } from "../../../infra/payments/listen.ts";
import type { StepDeps } from "../../../infra/payments/step_deps.ts";
import type { Handler, Outcome } from "../../../infra/queue/handler.ts";
import type { Money } from "../../domain/payments/bought.ts";

export function stepDeps({ payments, clock }: Money): StepDeps {
  return { payments, listen: createListen({ payments, alarm: () => {} }), clock, random: () => 0.5 };
}

/** What comes of the step; `queuedAt` in UTC milliseconds. */
export async function run(
  handler: Handler,
  data: Readonly<Record<string, unknown>>,
  { queuedAt, attempt = 1 }: { queuedAt: number; attempt?: number },
): Promise<Outcome> {
  const kind = handler.kind as StepKind;
  const message = { id: "m1", kind, lane: "lane", data, attempt, queuedAt, correlationId: "test" };
  return await handler.run(message, {
    claim: { message, token: "token" },
    sending: () => Promise.resolve(),
    signal: new AbortController().signal,
  });
}
