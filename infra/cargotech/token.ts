// The bearer token of the product's own account: one sign-in however many need it, renewed before it ends (contract 1.4).
import type { CargoTechEvent } from "../../domain/cargotech/events.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Logger } from "../logger.ts";
import type { Background } from "./background.ts";
import type { Call } from "./calls.ts";
import { CargoTechFailure } from "./failure.ts";
import type { Health } from "./health.ts";
import type { CargoTechAnswer } from "./http.ts";
import type { Count, RecordEvent } from "./ports.ts";
import { Login } from "./shapes.ts";
import { createSingleFlight } from "./single_flight.ts";
import type { StoredToken, Token } from "./stored_token.ts";
import { probePause, type Timing } from "./timing.ts";

export interface Tokens {
  /** Signs in when there is none. Throws CargoTechFailure. */
  current(): Promise<string>;
  /**
   * A call with this token was answered 401, `again` when it was the second try of that call. Forgets the token,
   * unless another has taken its place already.
   */
  reject(token: string, again: boolean): Promise<void>;
  /** A call with this token was answered otherwise. */
  accept(token: string): void;
  /** Signs in now; the present token serves until the new one is there. Throws CargoTechFailure. */
  renew(): Promise<void>;
  readonly obtainedAt: number | undefined;
}

export interface TokenDependencies {
  readonly call: Call;
  readonly phone: string;
  readonly password: string;
  readonly ttlMs: number;
  readonly stored: StoredToken;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly health: Health;
  readonly background: Background;
  readonly logger: Logger;
  readonly count: Count;
  readonly record: RecordEvent;
}

/** The part of its life after which a token is replaced, while it still works. */
const RENEW_AFTER = 0.9;

export function createTokens(dependencies: TokenDependencies): Tokens {
  const { call, phone, password, ttlMs, stored, clock, timing, health, background, logger, count, record } =
    dependencies;
  const flights = createSingleFlight<Token>();
  let token: Token | null = null;
  let loading: Promise<void> | null = null;
  /** Refused sign-ins, and calls refused twice, in a row. */
  let refusals = 0;
  let notBefore = 0;
  /** The present token still works, so a failed early renewal is not hurried. */
  let noRenewalBefore = 0;
  let failedSignIns = 0;

  async function load(): Promise<void> {
    const found = await stored.load();
    if (found) token ??= { ...found, expiresAt: Math.min(found.expiresAt, found.obtainedAt + ttlMs) };
  }

  const signIn = () =>
    flights.run("sign-in", async () => {
      if (clock() < notBefore) {
        throw new CargoTechFailure(`Sign-in rests after ${refusals} refusal(s)`, "sign_in");
      }
      const answer = await askForToken();
      const login = Login.safeParse(answer.body);
      if (answer.status >= 300 || !login.success) throw refused(answer.status);
      const obtainedAt = clock();
      const lifeMs = Math.min(ttlMs, (login.data.expiresIn ?? Infinity) * 1000);
      token = { value: login.data.token, obtainedAt, expiresAt: obtainedAt + lifeMs };
      failedSignIns = 0;
      count("cargotech_sign_ins_total", { outcome: "ok" });
      await stored.save(token);
      const expiresAt = new Date(token.expiresAt).toISOString();
      logger.info("Signed in to CargoTech", { expiresAt });
      tell({ type: "TokenObtained", data: { expiresAt } });
      return token;
    });

  async function askForToken(): Promise<CargoTechAnswer> {
    try {
      return await call(
        { method: "POST", path: "/v1/auth/login", body: { phone, password, remember: true } },
        { priority: "driver", deadline: clock() + timing.longestWait, timeoutMs: timing.loginTimeout },
      );
    } catch (error) {
      const asked = error instanceof CargoTechFailure &&
        !["breaker_open", "budget", "stopped"].includes(error.kind);
      if (asked) failed(error.details.status ?? 0);
      throw error;
    }
  }

  /** They said no: asking again at once would lock the account. */
  function refused(status: number): CargoTechFailure {
    rest();
    health.signInRefused(status);
    failed(status);
    return new CargoTechFailure(`Sign-in was refused with ${status}`, "sign_in", { status });
  }

  function failed(status: number): void {
    failedSignIns++;
    count("cargotech_sign_ins_total", { outcome: status === 0 ? "unreachable" : String(status) });
    logger.warn("Cannot sign in to CargoTech", { status, attempt: failedSignIns });
    tell({ type: "SignInFailed", data: { status, attempt: failedSignIns } });
  }

  /** A fact that cannot be stored must not cost the drivers their sign-in. */
  function tell(event: CargoTechEvent): void {
    background.run(`record ${event.type}`, (async () => await record(event))());
  }

  function rest(): void {
    refusals++;
    notBefore = clock() + probePause(refusals, timing);
  }

  return {
    get obtainedAt() {
      return token?.obtainedAt;
    },
    async current() {
      await (loading ??= load());
      const now = clock();
      if (!token || token.expiresAt <= now) return (await signIn()).value;
      const renewAt = token.obtainedAt + RENEW_AFTER * (token.expiresAt - token.obtainedAt);
      if (now >= Math.max(renewAt, notBefore, noRenewalBefore)) {
        noRenewalBefore = now + timing.longestProbe;
        background.run("renew the CargoTech token early", signIn());
      }
      return token.value;
    },
    async reject(rejected, again) {
      if (token?.value !== rejected) return;
      token = null;
      if (again) {
        rest();
        health.signInRefused(401);
        logger.error("CargoTech refuses a token it has just given", { refusals });
      }
      count("cargotech_tokens_rejected_total");
      await stored.remove();
      tell({ type: "TokenInvalidated", data: { status: 401 } });
    },
    accept(accepted) {
      if (token?.value !== accepted) return;
      refusals = 0;
      notBefore = 0;
    },
    async renew() {
      await (loading ??= load());
      await signIn();
    },
  };
}
