// Looks into what YooKassa told us: asks YooKassa itself, and lets the answer decide, whatever was claimed.
import { z } from "zod";
import { Provider } from "../../../domain/payments/events.ts";
import { inboxStream } from "../../../domain/payments/observation/deliveries.ts";
import type { ProviderNotificationJudged } from "../../../domain/payments/observation/delivery_events.ts";
import type { PaymentProvider } from "../../../domain/payments/ports.ts";
import type { EventLog } from "../../../domain/shared/event_log.ts";
import type { Origin } from "../../../domain/shared/origin.ts";
import type { QueuedMessage } from "../../../domain/shared/queue.ts";
import { LruMap } from "../../lru_map.ts";
import type { Handler, HandlerContext, Outcome } from "../../queue/handler.ts";
import { judged } from "../judged.ts";
import { askAgain, failureOf } from "../later.ts";
import { originOf } from "../origin.ts";
import { REPEATABLE } from "../repeatable.ts";
import type { StepDeps } from "../step_deps.ts";
import { JUDGE_NOTIFICATION } from "./door.ts";
import { subjectOf } from "./notification.ts";

const told = z.object({
  deliveryId: z.string(),
  provider: Provider,
  receivedAt: z.string(),
  eventType: z.string(),
  objectId: z.string(),
});
type Told = z.infer<typeof told>;
type Judgement = Pick<
  ProviderNotificationJudged["data"],
  "verdict" | "verifiedStatus" | "paymentId" | "resultingEventIds"
>;

/** An object may be told of a moment before it can be read; milliseconds. */
const NOT_FOUND_STEPS = [500, 1_000, 2_000];
/** After this the schedule of the payment alone asks about it. */
const GIVE_UP = 24 * 3_600_000;
const REMEMBERED = 200;

export function createJudgeNotification(
  deps: StepDeps & { readonly log: Pick<EventLog, "head" | "readStream"> },
): Handler {
  const { payments, listen, log, clock } = deps;
  /** What was answered lately, by object: an answer asked for after a delivery came is as good for that one too. */
  const answers = new LruMap<string, { readonly askedAt: number; readonly judgement: Judgement }>(REMEMBERED);

  /** By place in the log: the clocks of two machines differ, and one may be put back. */
  async function cameBefore(told: Told, position: number): Promise<boolean> {
    const [received] = await log.readStream(inboxStream(told));
    return received !== undefined && received.position <= position;
  }

  async function ask(provider: PaymentProvider, told: Told, origin: Origin): Promise<Judgement | null> {
    const { objectId, eventType } = told;
    if (subjectOf(eventType) === "payment") {
      const payment = await provider.load(objectId);
      if (!payment) return null;
      const observed = await listen.payment(payment, "webhook", origin);
      return { ...judgement(observed), verifiedStatus: payment.status };
    }
    const refund = await provider.loadRefund(objectId);
    if (!refund) return null;
    // Money goes back only where it came: we may not have heard of that yet.
    const payment = await provider.load(refund.providerPaymentId);
    if (payment) {
      // What else went back has a notification of its own.
      const { refunded: _, ...paid } = payment;
      await listen.payment(paid, "webhook", origin);
    }
    const observed = await listen.refund(refund, "webhook", origin);
    return { ...judgement(observed), verifiedStatus: refund.status };
  }

  async function lookInto(told: Told, message: QueuedMessage, { signal }: HandlerContext): Promise<Outcome> {
    const provider = payments.provider(told.provider);
    if (!provider) return close(told, { verdict: "ignored" });
    const known = answers.get(told.objectId);
    if (known && await cameBefore(told, known.askedAt)) {
      const { verdict, ...rest } = known.judgement;
      return close(told, {
        ...rest,
        verdict: verdict === "accepted" ? "duplicate" : verdict,
        resultingEventIds: [],
      });
    }
    try {
      const { position: askedAt } = await log.head();
      const judgement = await ask(provider, told, originOf(message));
      if (judgement) {
        answers.set(told.objectId, { askedAt, judgement });
        return close(told, judgement);
      }
      const pause = NOT_FOUND_STEPS[message.attempt - 1];
      if (pause === undefined) return close(told, { verdict: "unknown_object" });
      return { retryAt: clock() + pause, error: "The provider does not have it yet" };
    } catch (error) {
      const failure = failureOf(error, signal);
      if (clock() - Date.parse(told.receivedAt) > GIVE_UP) return close(told, { verdict: "refetch_failed" });
      return askAgain(failure, message, deps);
    }
  }

  function close({ deliveryId, provider, receivedAt }: Told, judgement: Judgement): Outcome {
    const latencyMs = Math.max(0, clock() - Date.parse(receivedAt));
    const about = { deliveryId, provider, channel: "webhook", receivedAt } as const;
    return { done: { streams: [judged({ ...about, ...judgement, latencyMs })] } };
  }

  return {
    kind: JUDGE_NOTIFICATION,
    ...REPEATABLE,
    run: (message, context) => lookInto(told.parse(message.data), message, context),
  };
}

function judgement(
  { verdict, paymentId, eventIds }: {
    verdict: Judgement["verdict"];
    paymentId?: string;
    eventIds: readonly string[];
  },
): Judgement {
  return { verdict, ...(paymentId !== undefined && { paymentId }), resultingEventIds: [...eventIds] };
}
