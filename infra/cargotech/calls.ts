// A call to CargoTech as the rest of the client sees it: inside the rate budget, behind the breaker, tried again
// when trying again can help.
import type { Clock } from "../../domain/shared/ports.ts";
import type { Breaker } from "./breaker.ts";
import type { Budget } from "./budget.ts";
import { CargoTechFailure } from "./failure.ts";
import type { Health } from "./health.ts";
import { type CargoTechAnswer, type CargoTechRequest, type Exchange, retryAfter } from "./http.ts";
import type { Count } from "./ports.ts";
import type { Wait } from "../wait.ts";
import type { Timing } from "./timing.ts";
import type { Urgency } from "./waiting_line.ts";

export interface CallLimits {
  readonly urgency: Urgency;
  /** UTC milliseconds after which an answer is of no use to anybody. */
  readonly deadline: number;
  readonly timeoutMs: number;
}

export type Call = (request: CargoTechRequest, limits: CallLimits) => Promise<CargoTechAnswer>;

export interface CallDependencies {
  readonly exchange: Exchange;
  readonly budget: Budget;
  readonly breaker: Breaker;
  readonly health: Health;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly wait: Wait;
  readonly timing: Timing;
  /** Aborts on stop. */
  readonly signal: AbortSignal;
  readonly count: Count;
}

/** Throws CargoTechFailure after at most three retries, or sooner when the deadline leaves no room for one. */
export function createCalls(dependencies: CallDependencies): Call {
  const { breaker, clock, random, wait, timing, signal, count, health } = dependencies;

  return async (request, limits) => {
    for (let retries = 0;; retries++) {
      try {
        const answer = await attempt(dependencies, request, limits);
        health.answered(answer.status, request.label ?? request.path);
        return answer;
      } catch (error) {
        if (!(error instanceof CargoTechFailure)) throw error;
        health.failed(error);
        const planned = timing.retryPauses[retries];
        if (planned === undefined || !error.transient || breaker.refuses()) throw error;
        const pause = Math.max(planned + random() * timing.retryJitter, error.details.retryAfterMs ?? 0);
        if (clock() + pause >= limits.deadline) throw error;
        await wait(pause, signal);
        if (signal.aborted) throw error;
        count("cargotech_retries_total");
      }
    }
  };
}

async function attempt(
  { exchange, budget, breaker, clock, timing, signal, count }: CallDependencies,
  request: CargoTechRequest,
  { urgency, deadline, timeoutMs }: CallLimits,
): Promise<CargoTechAnswer> {
  const path = request.label ?? request.path;
  // Nobody should queue for a permit only to hear that the breaker is open.
  if (breaker.refuses()) throw refused();
  const permit = await budget.take(urgency, Math.max(0, deadline - clock())).catch((error) => {
    count("cargotech_budget_refused_total");
    throw error;
  });
  const admission = breaker.admit();
  if (!admission) {
    permit.cancel();
    throw refused();
  }
  try {
    const answer = await exchange(request, {
      timeoutMs: Math.max(1, Math.min(timeoutMs, deadline - clock())),
      signal,
    });
    // A closed account fails every call alike, so it is asked at the pace of probes.
    if (answer.status === 403) admission.failed();
    else admission.succeeded();
    if (answer.headers.get("x-ratelimit-remaining") === "0") budget.pause(retryAfter(answer.headers) ?? 0);
    count("cargotech_calls_total", { path, outcome: String(answer.status) });
    return answer;
  } catch (error) {
    const { kind, details } = error instanceof CargoTechFailure ? error : { kind: "bug", details: {} };
    if (kind === "stopped") admission.abandoned();
    else if (details.status === 429) {
      // It is well and asks for silence: that is the budget's business.
      admission.succeeded();
      budget.pause(details.retryAfterMs ?? timing.retryPauses[0] ?? 0);
    } else {
      admission.failed();
      // "Come back later" is for everybody; but not for longer than our own probes would wait.
      const { retryAfterMs } = details;
      if (retryAfterMs !== undefined) budget.pause(Math.min(retryAfterMs, timing.longestProbe));
    }
    count("cargotech_calls_total", { path, outcome: details.status ? String(details.status) : kind });
    throw error;
  } finally {
    permit.done();
  }
}

function refused(): CargoTechFailure {
  return new CargoTechFailure("CargoTech keeps failing and is not asked for a while", "breaker_open");
}
