// What happens to payments without a request: they are registered, watched, refunded, and compared with the providers.
import type { App } from "../../domain/app.ts";
import { SWEEPS_STREAM } from "../../domain/payments/sweep.ts";
import { SYSTEM } from "../../domain/shared/event.ts";
import { createInsideSteps } from "../payments/inside_steps.ts";
import { createJudgeNotification } from "../payments/judge_notification.ts";
import { createListen } from "../payments/listen.ts";
import { createPollPayment } from "../payments/poll_payment.ts";
import { createRefundPayment } from "../payments/refund_payment.ts";
import { createRegisterPayment } from "../payments/register_payment.ts";
import { createStripeHandler } from "../payments/stripe/obey.ts";
import { sweepProvider } from "../payments/sweep.ts";
import type { Handler, Room } from "../queue/handler.ts";
import type { World } from "../world.ts";
import type { Job } from "./jobs.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LOOK_EVERY = 10 * MINUTE;
/** So many calls to providers may hang at once. A person waits for a payment to be registered, nobody for the rest. */
const REGISTERING: Room = { places: 10 };
const WATCHING: Room = { places: 6 };

export function paymentHandlers(
  { clock, random, alerts, stripe, log, moneyViews }: Pick<
    World,
    "clock" | "random" | "alerts" | "stripe" | "log" | "moneyViews"
  >,
  { payments, performStep }: Pick<App, "payments" | "performStep">,
): Handler[] {
  const deps = { payments, listen: createListen({ payments, alarm: alerts.alarm }), clock, random };
  const caughtUp = async () => {
    const { position } = await log.head();
    await Promise.all(Object.values(moneyViews).map((view) => view.reached(position)));
  };
  const watching = [
    createPollPayment(deps),
    createRefundPayment(deps),
    createJudgeNotification({ ...deps, log }),
    ...(stripe ? [createStripeHandler({ ...deps, provider: stripe.provider })] : []),
  ];
  return [
    ...createInsideSteps(performStep),
    { ...createRegisterPayment(deps), room: REGISTERING },
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

/** Sweeps at the start of the process, after it slept or was away for an hour, and once a day. */
export function paymentJobs(
  { clock, newId, log, alerts, paymentProviders }: Pick<
    World,
    "clock" | "newId" | "log" | "alerts" | "paymentProviders"
  >,
  { payments }: Pick<App, "payments">,
): Job[] {
  if (paymentProviders.length === 0) return [];
  const listen = createListen({ payments, alarm: alerts.alarm });
  let lastLook = clock();
  let lastSweep = clock();
  let overdue = true;

  async function sweep() {
    const correlationId = newId();
    for (const provider of paymentProviders) {
      const swept = await sweepProvider(provider, { payments, listen, clock }, {
        actor: SYSTEM,
        correlationId,
      });
      await log.append({
        streams: [{ streamId: SWEEPS_STREAM, expectedVersion: "any", events: [swept] }],
        meta: { at: swept.data.to, actor: SYSTEM, correlationId },
      });
      const { clean, remoteOnly, localOnly, different } = swept.data;
      if (clean) continue;
      const found = { provider: provider.name, remoteOnly: remoteOnly.length, localOnly: localOnly.length };
      alerts.alarm("payments do not add up", { ...found, different: different.length });
    }
  }

  return [{
    kind: "payments.sweep",
    // Another start of the process is another setting, so the first look is at once.
    settings: newId(),
    everyMs: LOOK_EVERY,
    async run() {
      const now = clock();
      overdue ||= now - lastLook > HOUR || now - lastSweep >= DAY;
      lastLook = now;
      if (!overdue) return;
      await sweep();
      lastSweep = now;
      overdue = false;
    },
  }];
}
