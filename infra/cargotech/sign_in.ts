// Signs the product's own account in: phone and password out, a token back, and rest after every "no" (contract 1.4).
import type { CargoTechEvent } from "../../domain/cargotech/events.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Alerts } from "../alerts.ts";
import type { Logger } from "../logger.ts";
import type { Background } from "./background.ts";
import type { Call } from "./calls.ts";
import { CargoTechFailure } from "./failure.ts";
import type { Health } from "./health.ts";
import type { CargoTechAnswer } from "./http.ts";
import type { Count, RecordEvent } from "./ports.ts";
import { Login } from "./shapes.ts";
import type { Token } from "./stored_token.ts";
import { probePause, type Timing } from "./timing.ts";

export interface SignIn {
  /** One try. Throws CargoTechFailure, without asking anybody while it rests. */
  run(): Promise<Token>;
  /** They said no to a token as well: asking again at once would only lock the account. */
  rest(status: number): void;
  /** A token was taken: the next sign-in need not wait. */
  forgive(): void;
  readonly resting: boolean;
  /** Records a fact about the account; one that cannot be stored must not cost the drivers their sign-in. */
  tell(event: CargoTechEvent): void;
}

export interface SignInDependencies {
  readonly call: Call;
  readonly phone: string;
  readonly password: string;
  /** The longest life of a token, whatever CargoTech says. */
  readonly ttlMs: number;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly health: Health;
  readonly background: Background;
  readonly logger: Logger;
  readonly count: Count;
  readonly record: RecordEvent;
  readonly alarm: Alerts["alarm"];
}

/** One failure may be a slip of theirs; from here on a person should look. */
const FAILURES_TO_ALARM = 3;

export function createSignIn(dependencies: SignInDependencies): SignIn {
  const { call, phone, password, ttlMs, clock, timing, health, background, logger, count, record, alarm } =
    dependencies;
  /** Refused sign-ins, and calls refused twice, in a row. */
  let refusals = 0;
  let notBefore = 0;
  let failures = 0;

  async function ask(): Promise<CargoTechAnswer> {
    try {
      return await call(
        { method: "POST", path: "/v1/auth/login", body: { phone, password, remember: true } },
        {
          urgency: { priority: "driver" },
          deadline: clock() + timing.longestWait,
          timeoutMs: timing.loginTimeout,
        },
      );
    } catch (error) {
      if (error instanceof CargoTechFailure && error.upstreams) failed(error.details.status ?? 0);
      throw error;
    }
  }

  function failed(status: number): void {
    failures++;
    count("cargotech_sign_ins_total", { outcome: status === 0 ? "unreachable" : String(status) });
    logger.warn("Cannot sign in to CargoTech", { status, attempt: failures });
    if (failures === FAILURES_TO_ALARM) {
      alarm("Cannot sign in to CargoTech again and again", { status, failures });
    }
    tell({ type: "SignInFailed", data: { status, attempt: failures } });
  }

  function rest(status: number): void {
    refusals++;
    notBefore = clock() + probePause(refusals, timing);
    health.signInRefused(status);
  }

  function tell(event: CargoTechEvent): void {
    background.run(`record ${event.type}`, (async () => await record(event))());
  }

  return {
    async run() {
      if (clock() < notBefore) {
        throw new CargoTechFailure(`Sign-in rests after ${refusals} refusal(s)`, "sign_in");
      }
      const { status, body } = await ask();
      const login = Login.safeParse(body);
      if (status >= 300 || !login.success) {
        rest(status);
        failed(status);
        throw new CargoTechFailure(`Sign-in was refused with ${status}`, "sign_in", { status });
      }
      failures = 0;
      count("cargotech_sign_ins_total", { outcome: "ok" });
      const obtainedAt = clock();
      const lifeMs = Math.min(ttlMs, (login.data.expiresIn ?? Infinity) * 1000);
      return { value: login.data.token, obtainedAt, expiresAt: obtainedAt + lifeMs };
    },
    rest,
    forgive() {
      refusals = 0;
      notBefore = 0;
    },
    get resting() {
      return clock() < notBefore;
    },
    tell,
  };
}
