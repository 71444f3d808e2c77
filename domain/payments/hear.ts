// What is made of a provider's word, however it came: found to be about a payment of ours, or kept as an orphan.
import { createInTurn } from "../shared/in_turn.ts";
import type { Execute, Origin } from "../shared/origin.ts";
import type { Clock } from "../shared/ports.ts";
import { type PaymentCommand, paymentStream } from "./commands.ts";
import { paymentDecider } from "./decide.ts";
import type { Verdict } from "./deliveries.ts";
import type { Source } from "./events.ts";
import type { Payment } from "./state.ts";
import { orphanDecider, orphanStream } from "./orphans.ts";
import type { FindProvider, ProviderPayment, ProviderRefund } from "./ports.ts";
import type { PaymentViews } from "./reading.ts";

/** Whether a provider's word was news, and which payment it was about. */
export interface Observed {
  readonly verdict: Extract<Verdict, "accepted" | "duplicate" | "mismatch" | "ignored" | "unknown_object">;
  readonly paymentId?: string;
  /** `streamId@version` of what came of it. */
  readonly eventIds: readonly string[];
}

export interface Hear {
  payment(payment: ProviderPayment, via: Source, origin: Origin): Promise<Observed>;
  refund(refund: ProviderRefund, via: Source, origin: Origin): Promise<Observed>;
  /** A person says which payment of ours it is. What is another payment's money is a mismatch, and counts once. */
  linked(paymentId: string, payment: ProviderPayment, reason: string, origin: Origin): Promise<Observed>;
}

export function createHear(
  ports: {
    execute: Execute;
    views: Pick<PaymentViews, "payments" | "driverPayments" | "providerPayments" | "orphans">;
    provider: FindProvider;
    stateOf: (paymentId: string) => Promise<Payment>;
    clock: Clock;
  },
): Hear {
  const { execute, views, provider, stateOf, clock } = ports;
  const inTurn = createInTurn();
  const now = () => new Date(clock()).toISOString();

  /** The payment an object is bound to; else the one its mark names. */
  async function ownerOf(providerPaymentId: string, claimed?: string): Promise<string | null> {
    const bound = await views.providerPayments.get([providerPaymentId]);
    if (bound) return bound.paymentId;
    return claimed !== undefined && (await stateOf(claimed)).status !== "none" ? claimed : null;
  }

  async function obey(paymentId: string, command: PaymentCommand, origin: Origin): Promise<Observed> {
    const handled = await execute(paymentDecider, paymentStream(paymentId), command, origin);
    if ("refused" in handled) return { verdict: "unknown_object", eventIds: [] };
    const { payments, driverPayments, providerPayments } = views;
    await Promise.all(
      [payments, driverPayments, providerPayments].map((view) => view.reached(handled.position)),
    );
    const eventIds = handled.ok.map(({ streamId, version }) => `${streamId}@${version}`);
    return { verdict: verdictOn(handled.ok.map(({ type }) => type)), paymentId, eventIds };
  }

  function commandOf(payment: ProviderPayment, via: Source): PaymentCommand {
    const account = provider(payment.provider)?.account;
    if (!account) throw new Error(`Cannot take the word of ${payment.provider}: it is not switched on`);
    return { type: "ObserveProviderPayment", payment, expected: account, via, at: now() };
  }

  async function noteOrphan(payment: ProviderPayment, via: Source, origin: Origin): Promise<Observed> {
    const { provider, providerPaymentId, status, amount, paidAt, paymentId } = payment;
    const orphan = {
      ...{ provider, providerPaymentId, at: now(), status, ...amount, via },
      ...(paidAt !== undefined && { paidAt }),
      ...(paymentId !== undefined && { claimsPaymentId: paymentId }),
    };
    const stream = orphanStream(provider, providerPaymentId);
    const handled = await execute(orphanDecider, stream, { type: "NoteOrphan", orphan }, origin);
    if ("refused" in handled) return { verdict: "unknown_object", eventIds: [] };
    await views.orphans.reached(handled.position);
    return {
      verdict: "unknown_object",
      eventIds: handled.ok.map(({ version }) => `${stream}@${version}`),
    };
  }

  async function linkOrphan(
    payment: ProviderPayment,
    link: { readonly paymentId: string; readonly reason: string },
    origin: Origin,
  ): Promise<void> {
    const stream = orphanStream(payment.provider, payment.providerPaymentId);
    const { commandId: _, settles: __, ...by } = origin;
    const state = await stateOf(link.paymentId);
    const driver = state.status === "none" ? {} : { driverId: state.driverId };
    const command = { type: "LinkOrphan", ...link, ...driver, at: now() } as const;
    const handled = await execute(orphanDecider, stream, command, by);
    if ("ok" in handled) await views.orphans.reached(handled.position);
  }

  return {
    async payment(payment, via, origin) {
      const command = commandOf(payment, via);
      const paymentId = await ownerOf(payment.providerPaymentId, payment.paymentId);
      return paymentId === null
        ? await noteOrphan(payment, via, origin)
        : await obey(paymentId, command, origin);
    },
    async refund(refund, via, origin) {
      const paymentId = await ownerOf(refund.providerPaymentId);
      if (paymentId === null) return { verdict: "unknown_object", eventIds: [] };
      return await obey(paymentId, { type: "ObserveRefund", refund, via, at: now() }, origin);
    },
    linked: (paymentId, payment, reason, origin) =>
      inTurn(`${payment.provider}:${payment.providerPaymentId}`, async () => {
        const owner = await ownerOf(payment.providerPaymentId, payment.paymentId);
        if (owner !== null && owner !== paymentId) {
          return { verdict: "mismatch", paymentId: owner, eventIds: [] };
        }
        const observed = await obey(paymentId, commandOf({ ...payment, paymentId }, "admin"), origin);
        const isTheirs = observed.verdict !== "unknown_object" && observed.verdict !== "mismatch";
        if (isTheirs) await linkOrphan(payment, { paymentId, reason }, origin);
        return observed;
      }),
  };
}

function verdictOn(types: readonly string[]): Observed["verdict"] {
  if (types.length === 0) return "duplicate";
  if (types.includes("PaymentMismatchDetected")) return "mismatch";
  return types.includes("ProviderFactIgnored") ? "ignored" : "accepted";
}
