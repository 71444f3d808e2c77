// What happens to payments without a request: they are registered, watched, refunded, and compared with the providers.
import type { App } from "../../domain/app.ts";
import type { PaymentProvider } from "../../domain/payments/ports.ts";
import { SWEEPS_STREAM } from "../../domain/payments/reconciliation/sweep.ts";
import { SYSTEM } from "../../domain/shared/event.ts";
import { createInsideSteps } from "../payments/inside_steps.ts";
import { textOf } from "../payments/later.ts";
import { createListen } from "../payments/listen.ts";
import { createPollPayment } from "../payments/poll_payment.ts";
import { createRefundPayment } from "../payments/refund_payment.ts";
import { createRegisterPayment } from "../payments/register_payment.ts";
import { createStripeHandler } from "../payments/stripe/obey.ts";
import { sweepProvider } from "../payments/sweep.ts";
import { createJudgeNotification } from "../payments/yookassa/judge_notification.ts";
import type { Handler, Room } from "../queue/handler.ts";
import type { World } from "../world.ts";
import { acting } from "./acting.ts";
import type { Job } from "./jobs.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LOOK_EVERY = 10 * MINUTE;
/** So many calls to providers may hang at once. A person waits for a payment to be registered, nobody for the rest. */
const REGISTERING: Room = { places: 10 };
const WATCHING: Room = { places: 6 };

export function paymentHandlers(
  { clock, random, alerts, stripe, log, moneyViews, vault }: Pick<
    World,
    "clock" | "random" | "alerts" | "stripe" | "log" | "moneyViews" | "vault"
  >,
  { payments, performStep }: Pick<App, "payments" | "performStep">,
): Handler[] {
  const deps = { payments, listen: createListen({ payments, alarm: alerts.alarm }), clock, random };
  const caughtUp = () => untilShown(log, Object.values(moneyViews));
  const watching = [
    createPollPayment(deps),
    createRefundPayment(deps),
    createJudgeNotification({ ...deps, log }),
    ...(stripe ? [createStripeHandler({ ...deps, provider: stripe.provider })] : []),
  ];
  return [
    ...createInsideSteps(performStep),
    // A payment asked for without the contact of its driver would be one without a receipt.
    { ...acting(vault, createRegisterPayment(deps)), room: REGISTERING },
    ...watching.map((handler) => ({ ...handler, room: WATCHING })),
  ].map((handler) => onceCaughtUp(handler, caughtUp));
}

/** A step can come before the views have the fact that asked for it; without them it would find nothing to do. */
function onceCaughtUp(handler: Handler, caughtUp: () => Promise<void>): Handler {
  return {
    ...handler,
    async run(message, context) {
      await caughtUp();
      return await handler.run(message, context);
    },
  };
}

async function untilShown(
  log: World["log"],
  views: readonly { reached(position: number): Promise<void> }[],
): Promise<void> {
  const { position } = await log.head();
  await Promise.all(views.map((view) => view.reached(position)));
}

/** Sweeps each provider at the start of the process, after it slept or was away for an hour, and once a day. */
export function paymentJobs(
  { clock, newId, log, alerts, paymentProviders, moneyViews }: Pick<
    World,
    "clock" | "newId" | "log" | "alerts" | "paymentProviders" | "moneyViews"
  >,
  { payments }: Pick<App, "payments">,
): Job[] {
  if (paymentProviders.length === 0) return [];
  const listen = createListen({ payments, alarm: alerts.alarm });
  let lastLook = clock();
  /** When each provider was last read to the end; who is not here is overdue. */
  const sweptAt = new Map<PaymentProvider, number>();

  async function sweep(provider: PaymentProvider) {
    const correlationId = newId();
    const swept = await sweepProvider(provider, { payments, listen, clock }, {
      actor: SYSTEM,
      correlationId,
    });
    await log.append({
      streams: [{ streamId: SWEEPS_STREAM, expectedVersion: "any", events: [swept] }],
      meta: { at: swept.data.to, actor: SYSTEM, correlationId },
    });
    const { clean, remoteOnly, localOnly, different, unreadable = [] } = swept.data;
    if (clean) return;
    alerts.alarm("payments do not add up", {
      provider: provider.name,
      remoteOnly: remoteOnly.length,
      localOnly: localOnly.length,
      different: different.length,
      unreadable: unreadable.length,
    });
  }

  return [{
    kind: "payments.sweep",
    // Another start of the process is another setting, so the first look is at once.
    settings: newId(),
    everyMs: LOOK_EVERY,
    async run() {
      const now = clock();
      if (now - lastLook > HOUR) sweptAt.clear();
      lastLook = now;
      const overdue = paymentProviders.filter((one) => now - (sweptAt.get(one) ?? -Infinity) >= DAY);
      if (overdue.length === 0) return;
      // The last report tells how far back to look. Views nobody reads here may stand still.
      await untilShown(log, [moneyViews.sweeps, moneyViews.payments, moneyViews.providerPayments]);
      const failures: string[] = [];
      for (const provider of overdue) {
        try {
          await sweep(provider);
          sweptAt.set(provider, now);
        } catch (error) {
          failures.push(`${provider.name}: ${textOf(error)}`);
        }
      }
      // A long comparison is no sleep.
      lastLook = clock();
      if (failures.length > 0) throw new Error(`Cannot compare payments with ${failures.join("; ")}`);
    },
  }];
}
