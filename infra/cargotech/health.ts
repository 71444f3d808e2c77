// What the client knows about how CargoTech is doing, for /health and the console.
import type { CargoSourceHealth } from "../../domain/freight/ports.ts";
import type { Alerts } from "../alerts.ts";
import type { Logger } from "../logger.ts";
import type { Breaker } from "./breaker.ts";
import type { CargoTechFailure } from "./failure.ts";

export interface Health {
  /** The account is closed (403): the last answer said so. */
  readonly denied: boolean;
  answered(status: number, path: string): void;
  failed(failure: CargoTechFailure): void;
  /** Nobody can be served before a sign-in succeeds. */
  signInRefused(status: number): void;
  read(breaker: Breaker, tokenObtainedAt: number | undefined): CargoSourceHealth;
}

export function createHealth({ logger, alarm }: { logger: Logger; alarm: Alerts["alarm"] }): Health {
  let denied = false;
  let signedOut = false;
  let troubled = false;
  let lastError: string | undefined;

  return {
    get denied() {
      return denied;
    },
    answered(status, path) {
      if (status === 401) return;
      if (status !== 403) {
        denied = signedOut = troubled = false;
        lastError = undefined;
        return;
      }
      lastError = `${path} answered 403`;
      if (!denied) alarm("CargoTech closed our account", { critical: true, status, path });
      denied = true;
    },
    failed(failure) {
      if (!failure.upstreams) return;
      troubled = true;
      lastError = failure.message;
      logger.warn("CargoTech did not answer", { kind: failure.kind, reason: failure.message });
    },
    signInRefused(status) {
      signedOut = true;
      lastError = `Sign-in answered ${status}`;
    },
    read(breaker, tokenObtainedAt) {
      return {
        state: state(breaker),
        breaker: breaker.state,
        ...(tokenObtainedAt !== undefined && { tokenObtainedAt: new Date(tokenObtainedAt).toISOString() }),
        ...(lastError !== undefined && { lastError }),
      };
    },
  };

  function state(breaker: Breaker): CargoSourceHealth["state"] {
    if (denied) return "denied";
    if (breaker.state === "open" || signedOut) return "down";
    return breaker.state === "half-open" || troubled ? "degraded" : "ok";
  }
}
