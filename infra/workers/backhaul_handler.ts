// Looks for loads home once a response is accepted: when the driver is awake, and again while the exchange is silent, for as
// long as it is news.
import type { App } from "../../domain/app.ts";
import { SEEK_BACKHAUL } from "../../domain/backhaul/mod.ts";
import { SYSTEM } from "../../domain/shared/event.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { QueuedMessage } from "../../domain/shared/queue.ts";
import { type Handler, NOTHING, type Outcome } from "../queue/handler.ts";

const MINUTE = 60_000;
/** This long after the decision, or after the night it fell into, nobody would connect the offer with it, milliseconds. */
const NEWS_FOR = 60 * MINUTE;

export function createBackhaulHandler(
  { app, asOfNow, clock }: {
    app: Pick<App, "responses" | "backhaul" | "searches">;
    /** Runs work that reads no view which lacks what is committed by now: the job can come before they show the decision. */
    asOfNow: <T>(work: () => Promise<T>) => Promise<T>;
    clock: Clock;
  },
): Handler {
  async function seek({ id, data, queuedAt, correlationId }: QueuedMessage): Promise<Outcome> {
    const response = await app.responses.find(String(data["responseId"]));
    if (response?.status !== "accepted") return { done: NOTHING };
    const { responseId, driverId, cargo: { from, to } } = response;
    const retryAt = await app.searches.quietUntil(driverId, clock());
    if (retryAt !== null) return { retryAt, error: "The driver has quiet hours" };
    const heardAt = await app.searches.quietUntil(driverId, queuedAt) ?? queuedAt;
    if (clock() - heardAt >= NEWS_FOR) return { done: NOTHING };
    const origin = { actor: SYSTEM, correlationId, causationId: id };
    const outcome = await app.backhaul.offer({ responseId, driverId, from, to }, origin);
    if (typeof outcome === "string") return { done: NOTHING };
    return { retryAt: clock() + MINUTE, error: outcome.refused };
  }

  return {
    kind: SEEK_BACKHAUL,
    leaseMs: 10_000,
    maxAttempts: 5,
    lostClaim: "retry",
    run: (message) => asOfNow(() => seek(message)),
  };
}
