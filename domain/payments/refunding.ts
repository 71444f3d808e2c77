// Money that staff gives back: asked for, agreed to by a colleague where it is much, and what it would do to access.
import type { Settings } from "../settings/mod.ts";
import type { Origin } from "../shared/origin.ts";
import type { Clock } from "../shared/ports.ts";
import type { RevocationPreview, Subscriptions } from "../subscriptions/mod.ts";
import type { ApproveRefund, DeclineRefund, RequestRefund } from "./money_back_commands.ts";
import type { Asked, ObeyPayments, Refused } from "./obey.ts";
import type { FindProvider } from "./ports.ts";
import { goingBack, grantOf, type Payment } from "./state.ts";
import type { PaymentView } from "./view.ts";
import { whyNoRefund } from "./why_no_refund.ts";

export interface RefundPayments {
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
}

export interface RefundPorts {
  readonly provider: FindProvider;
  readonly stateOf: (paymentId: string) => Promise<Payment>;
  readonly shown: ObeyPayments["shown"];
  readonly settings: Pick<Settings, "values">;
  readonly subscriptions: Pick<Subscriptions, "previewRevocation">;
  readonly clock: Clock;
}

export function createRefunding(ports: RefundPorts): RefundPayments {
  const { provider, stateOf, shown, settings, subscriptions, clock } = ports;
  const now = () => new Date(clock()).toISOString();

  const takesParts = (state: Payment): boolean =>
    state.status === "none" || (provider(state.provider)?.partialRefunds ?? true);

  return {
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
    async previewRefund(paymentId, { minor, revokeDays = 0, providerPaymentId }) {
      const state = await stateOf(paymentId);
      if (state.status === "none") return { refused: "payment_not_found" };
      const charge = providerPaymentId ?? state.providerPaymentId ?? "";
      const before = goingBack(state, charge);
      const amount = { ...state.amount, minor };
      const refused = whyNoRefund(state, { amount, charge, before, partialRefunds: takesParts(state) });
      if (refused) return { refused };
      const isAll = before + minor === state.charges[charge]?.amount.minor;
      const grantId = grantOf(state, charge);
      return await subscriptions.previewRevocation(state.driverId, {
        grantId,
        ...(!isAll && { days: revokeDays }),
      });
    },
  };
}

/** Two administrators are told apart by their ids. */
function staffId({ actor }: Origin): string {
  return actor.id ?? actor.kind;
}
