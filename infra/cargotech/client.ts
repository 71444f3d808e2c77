// Asks CargoTech in the name of the product's account: with a token, and once more with a new one after a 401.
import type { Clock } from "../../domain/shared/ports.ts";
import type { Urgency } from "./waiting_line.ts";
import type { Call } from "./calls.ts";
import { CargoTechFailure } from "./failure.ts";
import type { CargoTechAnswer } from "./http.ts";
import type { Timing } from "./timing.ts";
import type { Tokens } from "./token.ts";

export interface Question {
  readonly path: string;
  readonly label?: string;
  readonly query?: URLSearchParams;
}

/** Answers have a status of 2xx, 400, 404 or 422 and the like; 401 and 403 are CargoTechFailure. */
export type Ask = (question: Question, urgency: Urgency) => Promise<CargoTechAnswer>;

export interface ClientDependencies {
  readonly call: Call;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly timing: Timing;
}

export function createAsk({ call, tokens, clock, timing }: ClientDependencies): Ask {
  return async (question, urgency) => {
    const name = `GET ${question.label ?? question.path}`;
    const deadline = clock() + timing.longestWait;
    const attempt = async (again: boolean) => {
      const token = await tokens.current();
      const answer = await call(
        { method: "GET", ...question, token },
        { urgency, deadline, timeoutMs: timing.callTimeout },
      );
      if (answer.status === 401) await tokens.reject(token, again);
      else tokens.accept(token);
      return answer;
    };
    let answer = await attempt(false);
    if (answer.status === 401) answer = await attempt(true);
    if (answer.status !== 401 && answer.status !== 403) return answer;
    throw new CargoTechFailure(`${name} answered ${answer.status}`, "status", { status: answer.status });
  };
}
