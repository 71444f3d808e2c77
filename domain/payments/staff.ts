// Payments as staff looks after them: asked about again, given back, disputed, made to fit, linked.
import type { Settings } from "../settings/mod.ts";
import type { Origin } from "../shared/origin.ts";
import type { Clock } from "../shared/ports.ts";
import type { RevocationPreview, Subscriptions } from "../subscriptions/mod.ts";
import type {
  ApproveRefund,
  DeclineRefund,
  OpenDispute,
  RequestRefund,
  ResolveMismatch,
  SettleDispute,
} from "./commands.ts";
import type { Asked, ObeyPayments, Refused } from "./obey.ts";
import type { Hear, Observed } from "./observation/hear.ts";
import type { Recheck } from "./observation/recheck.ts";
import type { FindProvider, ProviderPayment } from "./ports.ts";
import type { PaymentView, PaymentViews, ReadPayments } from "./reading.ts";
import { goingBack, grantOf, type Payment } from "./state.ts";
import { whyNoRefund } from "./why_no_refund.ts";

/** What came of a word about a dispute. */
interface Disputed {
  /** As it is afterwards. */
  readonly payment: PaymentView;
  /** `streamId@version`; empty when it was known already. */
  readonly eventIds: readonly string[];
}

export interface StaffPayments {
  /** Asks the provider about one payment, now, because a person wants to know. */
  readonly recheck: Recheck;
  requestRefund(
    paymentId: string,
    asked: Omit<Asked<RequestRefund>, "partialRefunds" | "by" | "secondAdminFrom">,
    origin: Origin,
  ): Promise<PaymentView | Refused>;
  /** A second administrator agrees to a refund that was proposed; never the one who proposed it. */
  approveRefund(
    paymentId: string,
    asked: Pick<ApproveRefund, "refundId" | "reason">,
    origin: Origin,
  ): Promise<PaymentView | Refused>;
  declineRefund(
    paymentId: string,
    asked: Asked<DeclineRefund>,
    origin: Origin,
  ): Promise<PaymentView | Refused>;
  /** What giving money back would do to access: all of it takes the whole grant. */
  previewRefund(
    paymentId: string,
    what: { minor: number; revokeDays?: number; providerPaymentId?: string },
  ): Promise<RevocationPreview | Refused>;
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

export function createStaff(
  { views, provider, stateOf, find, obey, shown, hear, recheck, settings, subscriptions, clock }: {
    views: Pick<PaymentViews, "providerPayments">;
    provider: FindProvider;
    stateOf: (paymentId: string) => Promise<Payment>;
    find: ReadPayments["find"];
    obey: ObeyPayments["obey"];
    shown: ObeyPayments["shown"];
    hear: Pick<Hear, "linked">;
    recheck: Recheck;
    settings: Pick<Settings, "values">;
    subscriptions: Pick<Subscriptions, "previewRevocation">;
    clock: Clock;
  },
): StaffPayments {
  const now = () => new Date(clock()).toISOString();

  const takesParts = (state: Payment): boolean =>
    state.status === "none" || (provider(state.provider)?.partialRefunds ?? true);

  async function disputed(paymentId: string, command: OpenDispute | SettleDispute, origin: Origin) {
    const handled = await obey(paymentId, command, origin);
    if ("refused" in handled) return handled;
    const eventIds = handled.ok.map(({ streamId, version }) => `${streamId}@${version}`);
    return { payment: (await find(paymentId))!, eventIds };
  }

  return {
    recheck,
    async requestRefund(paymentId, asked, origin) {
      const by = {
        by: staffId(origin),
        partialRefunds: takesParts(await stateOf(paymentId)),
        secondAdminFrom: (await settings.values()).refund_second_admin_from,
      };
      return await shown(paymentId, { type: "RequestRefund", ...asked, ...by, at: now() }, origin);
    },
    async approveRefund(paymentId, asked, origin) {
      const by = { by: staffId(origin), partialRefunds: takesParts(await stateOf(paymentId)) };
      return await shown(paymentId, { type: "ApproveRefund", ...asked, ...by, at: now() }, origin);
    },
    declineRefund: (paymentId, asked, origin) =>
      shown(paymentId, { type: "DeclineRefund", ...asked, at: now() }, origin),
    async previewRefund(paymentId, { minor, revokeDays, providerPaymentId }) {
      const state = await stateOf(paymentId);
      if (state.status === "none") return { refused: "payment_not_found" };
      const charge = providerPaymentId ?? state.providerPaymentId ?? "";
      const before = goingBack(state, charge);
      const amount = { ...state.amount, minor };
      const refused = whyNoRefund(state, { amount, charge, before, partialRefunds: takesParts(state) });
      if (refused) return { refused };
      const grantId = grantOf(state, charge);
      if (before + minor === state.charges[charge]?.amount.minor) {
        return await subscriptions.previewRevocation(state.driverId, { grantId });
      }
      const days = revokeDays ?? 0;
      return await subscriptions.previewRevocation(state.driverId, { grantId, days });
    },
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

/** Two administrators are told apart by their ids. */
function staffId({ actor }: Origin): string {
  return actor.id ?? actor.kind;
}
