// Errors and alarms for the operators: always in the log, in Sentry too when a DSN is set.
import type { Logger } from "./logger.ts";
import type { Clock } from "../domain/shared/ports.ts";

export interface Alerts {
  /** An error nobody expected. */
  report(error: unknown, fields?: Readonly<Record<string, unknown>>): void;
  /** Something a person should look at. */
  alarm(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Sends what is waiting. */
  flush(): Promise<void>;
}

const FLUSH_MS = 2000;

/**
 * Sentry is loaded only when it is used; personal data and request bodies are never sent, and `hide` cuts secrets out of
 * what is.
 */
export async function createAlerts(
  { dsn, logger, hide = (text) => text }: {
    dsn: string | undefined;
    logger: Logger;
    hide?: (text: string) => string;
  },
): Promise<Alerts> {
  const sentry = dsn === undefined ? null : await import("@sentry/deno");
  sentry?.init({
    ...(dsn !== undefined && { dsn }),
    sendDefaultPii: false,
    defaultIntegrations: false,
    beforeSend: (event) => JSON.parse(hide(JSON.stringify(event))),
  });
  return {
    report(error, fields = {}) {
      logger.error("unexpected error", { ...fields, error });
      sentry?.captureException(error);
    },
    alarm(message, fields = {}) {
      logger.error(message, { ...fields, alarm: true });
      sentry?.captureMessage(message, "error");
    },
    async flush() {
      await sentry?.flush(FLUSH_MS);
    },
  };
}

/** Calls `alarm` once per minute in which something happened more than `limit` times. */
export function createRateAlarm(
  { limit, clock, alarm }: { limit: number; clock: Clock; alarm: (count: number) => void },
): () => void {
  let times: number[] = [];
  let quietUntil = 0;
  return () => {
    const now = clock();
    times = [...times.filter((time) => time > now - 60_000), now];
    if (times.length <= limit || now < quietUntil) return;
    quietUntil = now + 60_000;
    alarm(times.length);
  };
}
