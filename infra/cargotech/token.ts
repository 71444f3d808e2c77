// The bearer token everybody shares: one sign-in however many need it, renewed before it ends (contract 1.4).
import type { Clock } from "../../domain/shared/ports.ts";
import type { Alerts } from "../alerts.ts";
import type { Logger } from "../logger.ts";
import type { Background } from "./background.ts";
import type { Count } from "./ports.ts";
import type { SignIn } from "./sign_in.ts";
import { createSingleFlight } from "../single_flight.ts";
import type { StoredToken, Token } from "./stored_token.ts";
import type { Timing } from "./timing.ts";

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
  /** Signs in when there is no token, or one near its end. Throws CargoTechFailure. */
  keep(): Promise<void>;
  readonly obtainedAt: number | undefined;
  readonly expiresAt: number | undefined;
}

export interface TokenDependencies {
  readonly signIn: SignIn;
  readonly ttlMs: number;
  readonly stored: StoredToken;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly background: Background;
  readonly logger: Logger;
  readonly alarm: Alerts["alarm"];
  readonly count: Count;
}

/** The part of its life after which a token is replaced, while it still works. */
const RENEW_AFTER = 0.9;

export function createTokens(
  { signIn, ttlMs, stored, clock, timing, background, logger, alarm, count }: TokenDependencies,
): Tokens {
  const flights = createSingleFlight<Token>();
  let token: Token | null = null;
  let loading: Promise<void> | null = null;
  /** The present token still works, so a failed early renewal is not hurried. */
  let noRenewalBefore = 0;

  async function load(): Promise<void> {
    const found = await stored.load();
    if (found) token ??= { ...found, expiresAt: Math.min(found.expiresAt, found.obtainedAt + ttlMs) };
  }

  const obtain = () =>
    flights.run("sign-in", async () => {
      const obtained = token = await signIn.run();
      await stored.save(obtained);
      const expiresAt = new Date(obtained.expiresAt).toISOString();
      logger.info("Signed in to CargoTech", { expiresAt });
      signIn.tell({ type: "TokenObtained", data: { expiresAt } });
      return obtained;
    });

  return {
    get obtainedAt() {
      return token?.obtainedAt;
    },
    get expiresAt() {
      return token?.expiresAt;
    },
    async current() {
      await (loading ??= load());
      const now = clock();
      if (!token || token.expiresAt <= now) return (await obtain()).value;
      if (now >= Math.max(renewalOf(token), noRenewalBefore) && !signIn.resting) {
        noRenewalBefore = now + timing.longestProbe;
        background.run("renew the CargoTech token early", obtain());
      }
      return token.value;
    },
    async reject(rejected, again) {
      if (token?.value !== rejected) return;
      token = null;
      if (again) {
        signIn.rest(401);
        alarm("CargoTech refuses a token it has just given", {});
      }
      count("cargotech_tokens_rejected_total");
      await stored.remove();
      signIn.tell({ type: "TokenInvalidated", data: { status: 401 } });
    },
    accept(accepted) {
      if (token?.value === accepted) signIn.forgive();
    },
    async renew() {
      await (loading ??= load());
      await obtain();
    },
    async keep() {
      await (loading ??= load());
      if (!token || clock() >= renewalOf(token)) await obtain();
    },
  };
}

function renewalOf({ obtainedAt, expiresAt }: Token): number {
  return obtainedAt + RENEW_AFTER * (expiresAt - obtainedAt);
}
