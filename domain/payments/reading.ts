// Payments as drivers and staff read them, with what reached us about them and how sweeps came out.
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { Vault } from "../shared/ports.ts";
import type { View } from "../shared/projection.ts";
import { type PaymentChange, paymentChange } from "./live.ts";
import type { PaymentAuditRow } from "./observation/deliveries.ts";
import { heardOf } from "./observation/heard_of.ts";
import type { ProviderPaymentRow } from "./observation/provider_payments.ts";
import type { OrphanRow } from "./reconciliation/orphans.ts";
import type { SweepRow } from "./reconciliation/sweep.ts";
import { type PaymentFilter, type PaymentsFound, searchPayments } from "./search.ts";
import type { Payment } from "./state.ts";
import type { PaymentRow, PaymentView } from "./view.ts";

export interface PaymentViews {
  readonly payments: View<PaymentRow>;
  readonly driverPayments: View<PaymentRow>;
  readonly providerPayments: View<ProviderPaymentRow>;
  readonly orphans: View<OrphanRow>;
  readonly sweeps: View<SweepRow>;
  readonly audit: View<PaymentAuditRow>;
  readonly deliveries: View<PaymentAuditRow>;
}

export interface ReadPayments {
  /** Null when there is none, or when it is another driver's. */
  one(driverId: number, paymentId: string): Promise<PaymentView | null>;
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
  orphans(): Promise<OrphanRow[]>;
  /** Over all providers, newest first. */
  sweeps(): Promise<SweepRow[]>;
  /** Everything that reached us, newest first. */
  audit(options?: { limit?: number }): Promise<PaymentAuditRow[]>;
  /** What reached us about one payment, oldest first, the refused that name its object at the provider included. */
  deliveries(paymentId: string): Promise<PaymentAuditRow[]>;
}

export function createReading(
  { log, views, vault, stateOf, accessShown }: {
    log: Pick<EventLog, "readStream">;
    views: PaymentViews;
    vault: Pick<Vault, "open">;
    stateOf: (paymentId: string) => Promise<Payment>;
    /** Resolves when whoever asks about access is told what follows from all that is committed by now. */
    accessShown: () => Promise<void>;
  },
): ReadPayments {
  async function open(row: PaymentRow): Promise<PaymentView> {
    const { submission: _, ...rest } = row;
    if (row.receiptContact === undefined) return rest;
    return { ...rest, receiptContact: await vault.open(row.receiptContact) };
  }

  async function find(paymentId: string): Promise<PaymentView | null> {
    const row = await views.payments.get([paymentId]);
    return row && await open(row);
  }

  async function list({ limit = 100, after }: { limit?: number; after?: string } = {}) {
    const options = { limit, backwards: true, ...(after !== undefined && { after: [after] }) };
    return await Promise.all((await views.payments.list([], options)).map(({ row }) => open(row)));
  }

  const rowsOf = async (driverId: number) =>
    (await views.driverPayments.list([driverId])).map(({ row }) => row);

  /** Who reads that money came, or went back, must not be told of the access of before the next moment. */
  async function shown(rows: readonly PaymentRow[]): Promise<void> {
    if (rows.some(({ paidAt }) => paidAt !== undefined)) await accessShown();
  }

  async function of(driverId: number): Promise<PaymentView[]> {
    const rows = await rowsOf(driverId);
    await shown(rows);
    return await Promise.all(rows.sort((a, b) => b.createdAt.localeCompare(a.createdAt)).map(open));
  }

  return {
    async one(driverId, paymentId) {
      const row = await views.driverPayments.get([driverId, paymentId]);
      if (!row) return null;
      await shown([row]);
      return await open(row);
    },
    of,
    changeIn: (driverId, event) => paymentChange({ log, view: views.driverPayments }, driverId, event),
    async changedSince(driverId, since) {
      const rows = await rowsOf(driverId);
      return rows.filter(({ createdAt, paidAt, canceledAt }) => (paidAt ?? canceledAt ?? createdAt) >= since)
        .map(({ position }) => position);
    },
    find,
    async findByProvider(providerPaymentId) {
      const bound = await views.providerPayments.get([providerPaymentId]);
      return bound && await find(bound.paymentId);
    },
    list,
    search: (filter, page) => searchPayments({ list, of }, filter, page),
    orphans: async () => (await views.orphans.list([])).map(({ row }) => row),
    async sweeps() {
      const rows = (await views.sweeps.list([])).map(({ row }) => row);
      return rows.sort((a, b) => b.to.localeCompare(a.to) || a.provider.localeCompare(b.provider));
    },
    async audit({ limit = 100 } = {}) {
      return (await views.audit.list([], { limit, backwards: true })).map(({ row }) => row);
    },
    deliveries: async (paymentId) => await heardOf(views.deliveries, paymentId, await stateOf(paymentId)),
  };
}
