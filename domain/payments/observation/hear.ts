// What is made of a provider's word, however it came: found to be about a payment of ours, or kept as an orphan.
import { createInTurn } from "../../shared/in_turn.ts";
import { type Execute, onBehalfOf, type Origin } from "../../shared/origin.ts";
import type { Clock } from "../../shared/ports.ts";
import { type PaymentCommand, paymentStream } from "../commands.ts";
import { paymentDecider } from "../decide.ts";
import type { Source } from "../events.ts";
import type { FindProvider, PaymentProvider, ProviderPayment, ProviderRefund } from "../ports.ts";
import type { PaymentViews } from "../reading.ts";
import { createKeepOrphans } from "../reconciliation/keep_orphans.ts";
import { type Payment, refundedOf } from "../state.ts";
import { type Heard, isOurs, type Observed, together, verdictOn } from "./observed.ts";

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
    /** Whether the driver has signed in and has not been forgotten since. */
    isKnown: (driverId: number) => Promise<boolean>;
    clock: Clock;
  },
): Hear {
  const { execute, views, provider, stateOf, isKnown, clock } = ports;
  const inTurn = createInTurn();
  const orphans = createKeepOrphans({ execute, view: views.orphans, stateOf, clock });
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

  function switchedOn(name: ProviderPayment["provider"]): PaymentProvider {
    const found = provider(name);
    if (!found) throw new Error(`Cannot take the word of ${name}: it is not switched on`);
    return found;
  }

  async function observe(
    paymentId: string,
    payment: ProviderPayment,
    via: Source,
    origin: Origin,
    wentBack = payment.refunded?.minor ?? 0,
  ): Promise<Heard> {
    const { account: expected } = switchedOn(payment.provider);
    const state = await stateOf(paymentId);
    const isForgotten = state.status !== "none" && !await isKnown(state.driverId);
    // Asked for before anything is recorded: when the provider does not answer, all of it is heard again later.
    const refunds = await unheardRefunds(payment, state, wentBack);
    const command = { type: "ObserveProviderPayment", payment, expected, via, at: now() } as const;
    const driver = isForgotten ? { driverForgotten: true } as const : {};
    const observed = await obey(paymentId, { ...command, ...driver }, origin);
    const heard: [Observed, ...Observed[]] = [observed];
    if (!isOurs(observed)) return heard;
    const by = onBehalfOf(origin);
    for (const refund of refunds) {
      heard.push(await obey(paymentId, { type: "ObserveRefund", refund, via, at: now() }, by));
    }
    return heard;
  }

  /** The notification of money that went back may have been lost, or have come before that of the payment. */
  async function unheardRefunds(
    { provider: name, providerPaymentId }: ProviderPayment,
    state: Payment,
    wentBack: number,
  ): Promise<readonly ProviderRefund[]> {
    const known = state.status === "none" ? 0 : refundedOf(state, providerPaymentId, ["succeeded"]);
    if (wentBack <= known) return [];
    // One that cannot be read must not keep the payment from being taken in; whoever read it calls a person.
    const all = await switchedOn(name).refundsOf(providerPaymentId, () => {});
    return all.filter(({ status }) => status === "succeeded");
  }

  return {
    async payment(payment, via, origin) {
      const paymentId = await ownerOf(payment.providerPaymentId, payment.paymentId);
      return paymentId === null
        ? await orphans.note(payment, via, origin)
        : together(await observe(paymentId, payment, via, origin));
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
        // What was heard of money that went back of an orphan was nobody's: the provider is asked, unless it tells here.
        const wentBack = payment.refunded?.minor ?? Infinity;
        const all = await observe(paymentId, { ...payment, paymentId }, "admin", origin, wentBack);
        if (isOurs(all[0])) await orphans.link(payment, { paymentId, reason }, origin);
        return together(all);
      }),
  };
}
