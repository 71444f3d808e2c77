// Payments as staff looks after them: asked about again, given back, disputed, made to fit, linked.
import type { Origin } from "../shared/origin.ts";
import type { ResolveMismatch } from "./commands.ts";
import type { OpenDispute, SettleDispute } from "./money_back_commands.ts";
import type { Asked, ObeyPayments, Refused } from "./obey.ts";
import type { Hear } from "./observation/hear.ts";
import type { Observed } from "./observation/observed.ts";
import type { Recheck } from "./observation/recheck.ts";
import type { ProviderPayment } from "./ports.ts";
import type { PaymentViews, ReadPayments } from "./reading.ts";
import { createRefunding, type RefundPayments, type RefundPorts } from "./refunding.ts";
import type { PaymentView } from "./view.ts";

/** What came of a word about a dispute. */
interface Disputed {
  /** As it is afterwards. */
  readonly payment: PaymentView;
  /** `streamId@version`; empty when it was known already. */
  readonly eventIds: readonly string[];
}

export interface StaffPayments extends RefundPayments {
  /** Asks the provider about one payment, now, because a person wants to know. */
  readonly recheck: Recheck;
  openDispute(
    paymentId: string,
    asked: Omit<Asked<OpenDispute>, "suspends">,
    origin: Origin,
  ): Promise<Disputed | Refused>;
  settleDispute(
    paymentId: string,
    asked: Asked<SettleDispute>,
    origin: Origin,
  ): Promise<Disputed | Refused>;
  resolveMismatch(
    paymentId: string,
    asked: Asked<ResolveMismatch>,
    origin: Origin,
  ): Promise<PaymentView | Refused>;
  /** A person says which payment an orphan is; `payment` is as the provider has it now. */
  linkOrphan(
    paymentId: string,
    payment: ProviderPayment,
    reason: string,
    origin: Origin,
  ): Promise<Observed | Refused>;
}

export interface StaffPorts extends RefundPorts {
  readonly views: Pick<PaymentViews, "providerPayments">;
  readonly find: ReadPayments["find"];
  readonly obey: ObeyPayments["obey"];
  readonly hear: Pick<Hear, "linked">;
  readonly recheck: Recheck;
}

export function createStaff(ports: StaffPorts): StaffPayments {
  const { views, find, obey, shown, hear, recheck, settings, clock } = ports;
  const now = () => new Date(clock()).toISOString();

  async function disputed(paymentId: string, command: OpenDispute | SettleDispute, origin: Origin) {
    const handled = await obey(paymentId, command, origin);
    if ("refused" in handled) return handled;
    const eventIds = handled.ok.map(({ streamId, version }) => `${streamId}@${version}`);
    return { payment: (await find(paymentId))!, eventIds };
  }

  return {
    ...createRefunding(ports),
    recheck,
    async openDispute(paymentId, asked, origin) {
      const suspends = (await settings.values()).dispute_policy === "suspend";
      return await disputed(paymentId, { type: "OpenDispute", ...asked, suspends, at: now() }, origin);
    },
    settleDispute: (paymentId, asked, origin) =>
      disputed(paymentId, { type: "SettleDispute", ...asked, at: now() }, origin),
    async resolveMismatch(paymentId, asked, origin) {
      const owner = await views.providerPayments.get([asked.providerPaymentId]);
      // One charge is one payment's money, whoever accepts it.
      const isTaken = owner !== null && owner.paymentId !== paymentId;
      if (asked.decision === "accepted" && isTaken) return { refused: "mismatch_not_payable" };
      return await shown(paymentId, { type: "ResolveMismatch", ...asked, at: now() }, origin);
    },
    async linkOrphan(paymentId, payment, reason, origin) {
      const observed = await hear.linked(paymentId, payment, reason, origin);
      return observed.verdict === "unknown_object" ? { refused: "payment_not_found" } : observed;
    },
  };
}
