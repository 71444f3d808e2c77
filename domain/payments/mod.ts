// Payments: started by drivers, told of by providers, looked after by staff (contracts 5.1 and 5.2).
import type { PromoCodes } from "../promo_codes/mod.ts";
import type { Settings } from "../settings/mod.ts";
import { fold } from "../shared/decider.ts";
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { Execute, Origin } from "../shared/origin.ts";
import type { Clock, NewId, Vault } from "../shared/ports.ts";
import type { View } from "../shared/projection.ts";
import type { RevocationPreview, Subscriptions } from "../subscriptions/mod.ts";
import { createCheckBack } from "./check_back.ts";
import { checkoutDecider, checkoutStream } from "./checkout.ts";
import {
  type OpenDispute,
  type PaymentCommand,
  paymentStream,
  type RequestRefund,
  type ResolveMismatch,
  type SettleDispute,
} from "./commands.ts";
import { paymentDecider, type PaymentRefusal } from "./decide.ts";
import { inboxStream, type PaymentAuditRow, type ProviderNotificationJudged } from "./deliveries.ts";
import type { Provider, Source } from "./events.ts";
import { grantOf, type Payment } from "./evolve.ts";
import { createHear, type Observed } from "./hear.ts";
import { heardOf } from "./heard_of.ts";
import { type PaymentChange, paymentChange } from "./live.ts";
import type { OrphanRow } from "./orphans.ts";
import type { PaymentProvider, ProviderPayment, ProviderRefund, Rejection, Submission } from "./ports.ts";
import { type AskedBy, createRecheck, type Rechecked, type RecheckRefusal } from "./recheck.ts";
import { type PaymentFilter, type PaymentsFound, searchPayments } from "./search.ts";
import { createStart, type PaymentForm, type StartRefusal } from "./start.ts";
import { type ChargeVerdict, type Charging, mayBeCharged } from "./pre_checkout.ts";
import type { SweepRow } from "./sweep.ts";
import type { PaymentRow, ProviderPaymentRow } from "./view.ts";

export type { PaymentForm, StartRefusal } from "./start.ts";
export type { PaymentStatus } from "./view.ts";
export type { PaymentAuditRow, Verdict } from "./deliveries.ts";
export type { Observed } from "./hear.ts";
export type { OrphanRow } from "./orphans.ts";
export type { Rechecked, RecheckRefusal } from "./recheck.ts";
export type { PaymentFilter, PaymentsFound, PaymentTotals } from "./search.ts";
export type { SweepRow } from "./sweep.ts";

/** A payment in clear text. */
export type PaymentView = Omit<PaymentRow, "state" | "submission"> & { readonly state: Payment };

type Refused = { readonly refused: PaymentRefusal };
type Asked<C extends PaymentCommand> = Omit<C, "type" | "at">;

export interface Payments {
  /** Providers that are switched on. */
  readonly providers: readonly {
    readonly name: Provider;
    readonly currency: "RUB" | "XTR";
    /** A payment cannot begin without knowing where the tax receipt goes. */
    readonly needsReceiptContact: boolean;
  }[];
  provider(name: Provider): PaymentProvider | null;
  /** `created` is false for the open payment of an earlier press. */
  start(
    driverId: number,
    form: PaymentForm,
    origin: Origin,
  ): Promise<{ payment: PaymentView; created: boolean } | { readonly refused: StartRefusal }>;
  /** Null when there is none, or when it is another driver's. */
  one(driverId: number, paymentId: string): Promise<PaymentView | null>;
  /** As `one`, once the provider has been asked how it is doing: at most every five seconds. */
  checkBack(driverId: number, paymentId: string, origin: Origin): Promise<PaymentView | null>;
  /** A driver's payments, newest first. */
  of(driverId: number): Promise<PaymentView[]>;
  /** What an event changes of what the driver sees of a payment, once the views show it. */
  changeIn(driverId: number, event: StoredEvent): Promise<PaymentChange | null>;
  /** Positions of the newest changes of the driver's payments made, paid or canceled since a moment (ISO 8601 UTC). */
  changedSince(driverId: number, since: string): Promise<number[]>;
  find(paymentId: string): Promise<PaymentView | null>;
  findByProvider(providerPaymentId: string): Promise<PaymentView | null>;
  /** Newest first; `after` is the last payment of the page before. */
  list(options?: { limit?: number; after?: string }): Promise<PaymentView[]>;
  /** A page of what matches, newest first, and what all of it comes to. */
  search(filter: PaymentFilter, page: { limit: number; after?: string }): Promise<PaymentsFound>;
  /** Asks the provider about one payment, now, because a person wants to know. */
  recheck(
    paymentId: string,
    origin: Origin,
    via?: AskedBy,
  ): Promise<Rechecked | { readonly refused: RecheckRefusal }>;

  /** The stored call of an open payment that is not registered, made and stored the first time; null when none is due. */
  submission(
    paymentId: string,
    origin: Origin,
  ): Promise<(Submission & { readonly firstAt: string }) | null>;
  noteUnknownRegistration(
    paymentId: string,
    why: { attempt: number; error: string },
    origin: Origin,
  ): Promise<void>;
  rejectRegistration(paymentId: string, why: Rejection["rejected"], origin: Origin): Promise<void>;
  /** The one door for whatever a provider says of a payment. Unknown ones are kept as orphans. */
  observe(payment: ProviderPayment, via: Source, origin: Origin): Promise<Observed>;
  observeRefund(refund: ProviderRefund, via: Source, origin: Origin): Promise<Observed>;
  /** Answers a provider that is about to charge, without asking anybody. */
  mayCharge(paymentId: string, charging: Charging): Promise<ChargeVerdict>;
  expire(paymentId: string, origin: Origin): Promise<void>;
  closeCheckout(driverId: number, paymentId: string, origin: Origin): Promise<void>;

  requestRefund(
    paymentId: string,
    asked: Omit<Asked<RequestRefund>, "partialRefunds">,
    origin: Origin,
  ): Promise<PaymentView | Refused>;
  /** What giving money back would do to access: all of it takes the whole grant. */
  previewRefund(
    paymentId: string,
    what: { minor: number; revokeDays?: number; providerPaymentId?: string },
  ): Promise<RevocationPreview | Refused>;
  rejectRefund(paymentId: string, what: { refundId: string; reason: string }, origin: Origin): Promise<void>;
  openDispute(
    paymentId: string,
    asked: Omit<Asked<OpenDispute>, "suspends">,
    origin: Origin,
  ): Promise<PaymentView | Refused>;
  settleDispute(
    paymentId: string,
    asked: Asked<SettleDispute>,
    origin: Origin,
  ): Promise<PaymentView | Refused>;
  resolveMismatch(
    paymentId: string,
    asked: Asked<ResolveMismatch>,
    origin: Origin,
  ): Promise<PaymentView | Refused>;
  /** A person says which payment an orphan is; `payment` is as the provider has it now. */
  linkOrphan(paymentId: string, payment: ProviderPayment, origin: Origin): Promise<Observed | Refused>;
  orphans(): Promise<OrphanRow[]>;
  sweeps(): Promise<SweepRow[]>;
  /** Everything that reached us, newest first. */
  audit(options?: { limit?: number }): Promise<PaymentAuditRow[]>;
  /** What reached us about one payment, oldest first, the refused that name its object at the provider included. */
  deliveries(paymentId: string): Promise<PaymentAuditRow[]>;
}

export interface PaymentViews {
  readonly payments: View<PaymentRow>;
  readonly driverPayments: View<PaymentRow>;
  readonly providerPayments: View<ProviderPaymentRow>;
  readonly orphans: View<OrphanRow>;
  readonly sweeps: View<SweepRow>;
  readonly audit: View<PaymentAuditRow>;
  readonly deliveries: View<PaymentAuditRow>;
}

export function createPayments(
  ports: {
    execute: Execute;
    log: Pick<EventLog, "readStream" | "append">;
    views: PaymentViews;
    vault: Pick<Vault, "open">;
    providers: readonly PaymentProvider[];
    settings: Settings;
    subscriptions: Subscriptions;
    promoCodes: PromoCodes;
    clock: Clock;
    newId: NewId;
  },
): Payments {
  const { execute, log, views, vault, providers, settings, subscriptions, promoCodes, clock, newId } = ports;
  const now = () => new Date(clock()).toISOString();
  const provider = (name: Provider) => providers.find((known) => known.name === name) ?? null;
  /** From the stream itself, so that nothing just written is missed. */
  const stateOf = async (paymentId: string): Promise<Payment> =>
    fold(paymentDecider, await log.readStream(paymentStream(paymentId)));
  const begin = createStart({
    execute,
    settings,
    promoCodes,
    stateOf,
    clock,
    newId,
    currencyOf: (name) => provider(name)?.currency ?? null,
    needsReceiptContact: (name) => provider(name)?.needsReceiptContact === true,
  });

  async function open(row: PaymentRow): Promise<PaymentView> {
    const { submission: _, ...rest } = row;
    if (row.receiptContact === undefined) return rest;
    return { ...rest, receiptContact: await vault.open(row.receiptContact) };
  }

  async function find(paymentId: string): Promise<PaymentView | null> {
    const row = await views.payments.get([paymentId]);
    return row && await open(row);
  }

  async function obey(paymentId: string, command: PaymentCommand, origin: Origin) {
    const handled = await execute(paymentDecider, paymentStream(paymentId), command, origin);
    if ("refused" in handled) return handled;
    await Promise.all([views.payments, views.driverPayments].map((view) => view.reached(handled.position)));
    return handled;
  }

  /** Of a step nobody can refuse: it is about a payment that surely exists. */
  async function must(paymentId: string, command: PaymentCommand, origin: Origin): Promise<void> {
    const handled = await obey(paymentId, command, origin);
    if ("refused" in handled) throw new Error(`Cannot ${command.type} ${paymentId}: ${handled.refused}`);
  }

  async function shown(paymentId: string, command: PaymentCommand, origin: Origin) {
    const handled = await obey(paymentId, command, origin);
    return "refused" in handled ? handled : (await find(paymentId))!;
  }

  const hear = createHear({ execute, views, provider, stateOf, clock });

  async function record(judged: ProviderNotificationJudged, origin: Origin): Promise<void> {
    const { actor, correlationId } = origin;
    const streamId = inboxStream(judged.data.receivedAt);
    const result = await log.append({
      streams: [{ streamId, expectedVersion: "any", events: [judged] }],
      meta: { at: now(), actor, correlationId },
    });
    if (!("appended" in result)) throw new Error(`Cannot record what a provider said in "${streamId}"`);
    await Promise.all([views.audit, views.deliveries].map((view) => view.reached(result.position)));
  }

  async function list({ limit = 100, after }: { limit?: number; after?: string } = {}) {
    const options = { limit, backwards: true, ...(after !== undefined && { after: [after] }) };
    return await Promise.all((await views.payments.list([], options)).map(({ row }) => open(row)));
  }

  async function of(driverId: number): Promise<PaymentView[]> {
    const rows = (await views.driverPayments.list([driverId])).map(({ row }) => row);
    return await Promise.all(rows.sort((a, b) => b.createdAt.localeCompare(a.createdAt)).map(open));
  }

  async function one(driverId: number, paymentId: string): Promise<PaymentView | null> {
    const row = await views.driverPayments.get([driverId, paymentId]);
    return row && await open(row);
  }

  async function deliveries(paymentId: string): Promise<PaymentAuditRow[]> {
    return await heardOf(views.deliveries, paymentId, await stateOf(paymentId));
  }

  const recheck = createRecheck({ find, provider, hear, record, clock, newId });

  return {
    of,
    list,
    search: (filter, page) => searchPayments({ list, of }, filter, page),
    recheck,
    providers: providers.map(({ name, currency, needsReceiptContact = false }) => ({
      name,
      currency,
      needsReceiptContact,
    })),
    provider,
    async start(driverId, form, origin) {
      const begun = await begin(driverId, form, origin);
      if ("refused" in begun) return begun;
      const { paymentId, created, state, position } = begun;
      await Promise.all([views.payments, views.driverPayments].map((view) => view.reached(position)));
      if (state.status === "succeeded") {
        const { commandId: _, settles: __, ...by } = origin;
        const paid = { driverId, grantId: paymentId, paymentId, tariffId: state.tariff.id };
        const paidAt = (await find(paymentId))!.paidAt ?? now();
        // The queued step would do the same in a moment; the driver need not wait for it.
        await subscriptions.grantPeriod({ ...paid, days: state.tariff.days, paidAt }, by);
      }
      return { payment: (await find(paymentId))!, created };
    },
    one,
    checkBack: createCheckBack({ one, deliveries, recheck, clock }),
    changeIn: (driverId, event) => paymentChange({ log, view: views.driverPayments }, driverId, event),
    async changedSince(driverId, since) {
      const rows = (await views.driverPayments.list([driverId])).map(({ row }) => row);
      return rows.filter(({ createdAt, paidAt, canceledAt }) => (paidAt ?? canceledAt ?? createdAt) >= since)
        .map(({ position }) => position);
    },
    find,
    async findByProvider(providerPaymentId) {
      const bound = await views.providerPayments.get([providerPaymentId]);
      return bound && await find(bound.paymentId);
    },

    async submission(paymentId, origin) {
      const row = await views.payments.get([paymentId]);
      const state = await stateOf(paymentId);
      if (!row || state.status !== "requested") return null;
      if (!state.submitted) {
        const { driverId, amount, tariff } = row;
        const receiptContact = await vault.open(row.receiptContact);
        const order = { paymentId, driverId, amount, tariff, ...(receiptContact && { receiptContact }) };
        const call = provider(row.provider)?.prepare(order);
        if (!call) return null;
        await must(paymentId, { type: "SubmitPayment", ...call, at: now() }, origin);
      }
      const stored = (await views.payments.get([paymentId]))?.submission;
      const body = await vault.open(stored?.body);
      if (!stored || body === null) return null;
      return { idempotenceKey: stored.idempotenceKey, body, firstAt: stored.at };
    },
    noteUnknownRegistration: (paymentId, why, origin) =>
      must(paymentId, { type: "NoteUnknownRegistration", ...why, at: now() }, origin),
    rejectRegistration: (paymentId, why, origin) =>
      must(paymentId, { type: "RejectRegistration", ...why, at: now() }, origin),
    observe: hear.payment,
    observeRefund: hear.refund,
    expire: (paymentId, origin) => must(paymentId, { type: "ExpirePayment", at: now() }, origin),
    async closeCheckout(driverId, paymentId, origin) {
      const command = { type: "CloseCheckout", driverId, paymentId } as const;
      await execute(checkoutDecider, checkoutStream(driverId), command, origin);
    },

    async requestRefund(paymentId, asked, origin) {
      const state = await stateOf(paymentId);
      if (state.status === "none") return { refused: "payment_not_found" };
      const partialRefunds = provider(state.provider)?.partialRefunds ?? true;
      const command = { type: "RequestRefund", ...asked, partialRefunds, at: now() } as const;
      return await shown(paymentId, command, origin);
    },
    async previewRefund(paymentId, { minor, revokeDays, providerPaymentId }) {
      const state = await stateOf(paymentId);
      if (state.status === "none") return { refused: "payment_not_found" };
      const charge = providerPaymentId ?? state.providerPaymentId ?? "";
      const paid = state.charges[charge];
      if (state.status !== "succeeded" || !paid) return { refused: "payment_not_paid" };
      const back = Object.values(state.refunds).filter((one) =>
        one.charge === charge && one.status !== "failed"
      ).reduce((sum, { amount }) => sum + amount.minor, minor);
      if (back > paid.amount.minor) return { refused: "refund_too_large" };
      const grantId = grantOf(state, charge);
      if (back === paid.amount.minor) {
        return await subscriptions.previewRevocation(state.driverId, { grantId });
      }
      const days = revokeDays ?? 0;
      return await subscriptions.previewRevocation(state.driverId, { grantId, days });
    },
    async mayCharge(paymentId, charging) {
      // The provider that is switched off sells nothing, not even what was asked for before.
      return provider("stars") ? mayBeCharged(await stateOf(paymentId), charging) : "unavailable";
    },
    rejectRefund: (paymentId, what, origin) =>
      must(paymentId, { type: "RejectRefund", ...what, at: now() }, origin),
    async openDispute(paymentId, asked, origin) {
      const suspends = (await settings.values()).dispute_policy === "suspend";
      return await shown(paymentId, { type: "OpenDispute", ...asked, suspends, at: now() }, origin);
    },
    settleDispute: (paymentId, asked, origin) =>
      shown(paymentId, { type: "SettleDispute", ...asked, at: now() }, origin),
    async resolveMismatch(paymentId, asked, origin) {
      const owner = await views.providerPayments.get([asked.providerPaymentId]);
      // One charge is one payment's money, whoever accepts it.
      const isTaken = owner !== null && owner.paymentId !== paymentId;
      if (asked.decision === "accepted" && isTaken) return { refused: "mismatch_not_payable" };
      return await shown(paymentId, { type: "ResolveMismatch", ...asked, at: now() }, origin);
    },
    async linkOrphan(paymentId, payment, origin) {
      const observed = await hear.linked(paymentId, payment, origin);
      return observed.verdict === "unknown_object" ? { refused: "payment_not_found" } : observed;
    },
    orphans: async () => (await views.orphans.list([])).map(({ row }) => row),
    sweeps: async () => (await views.sweeps.list([])).map(({ row }) => row).reverse(),
    async audit({ limit = 100 } = {}) {
      return (await views.audit.list([], { limit, backwards: true })).map(({ row }) => row);
    },
    deliveries,
  };
}
