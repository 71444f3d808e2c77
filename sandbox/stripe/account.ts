// What the sandbox's Stripe knows: sessions, the intents behind them, charges, refunds, disputes.
import { randomBytes } from "node:crypto";
import { invalid, missing, StripeError } from "./api_error.ts";
import {
  type Charge,
  type Dispute,
  type DisputeStatus,
  type Intent,
  type NewSession,
  type Refund,
  type RefundStatus,
  type Session,
  showDispute,
  showIntent,
  type Shown,
  showRefund,
  showSession,
} from "./objects.ts";

/** What happened, by the event's name, and how its object looks now. */
export type Tell = (type: string, show: (shown: Shown) => Record<string, unknown>) => void;

const HALF_HOUR = 1800;
const DAY = 86_400;

export class Account {
  readonly sessions = new Map<string, Session>();
  readonly intents = new Map<string, Intent>();
  readonly charges = new Map<string, Charge>();
  readonly refunds = new Map<string, Refund>();
  readonly disputes = new Map<string, Dispute>();
  readonly #time: () => number;
  readonly #tell: Tell;

  /** `time` in Unix seconds. */
  constructor({ time, tell }: { time: () => number; tell: Tell }) {
    this.#time = time;
    this.#tell = tell;
  }

  open({ expiresAt, ...content }: NewSession): Session {
    const created = this.#time();
    const ends = expiresAt ?? created + DAY;
    // Stripe allows for a call that took a moment.
    if (ends < created + HALF_HOUR - 60 || ends > created + DAY + 60) {
      throw invalid("The `expires_at` timestamp must be between 30 minutes and 24 hours from now.");
    }
    const session: Session = {
      ...content,
      id: `cs_test_${randomBytes(24).toString("hex")}`,
      created,
      expiresAt: ends,
      status: "open",
      paid: false,
      intent: null,
    };
    this.sessions.set(session.id, session);
    return session;
  }

  session(id: string): Session {
    const session = this.sessions.get(id);
    if (!session) throw missing(id);
    if (session.status === "open" && this.#time() >= session.expiresAt) this.expire(id);
    return session;
  }

  /** Pays a session. `later`: the form is sent and the money comes, or does not, when it is settled. */
  pay(id: string, { later = false }: { later?: boolean } = {}): void {
    const session = this.#openSession(id);
    const intent = this.#intentOf(session);
    session.status = "complete";
    if (later) intent.status = "processing";
    else this.#charge(session, intent);
    this.#tell("checkout.session.completed", (shown) => showSession(session, shown));
  }

  /** The end of a payment that took its time. */
  settle(id: string, paid: boolean): void {
    const session = this.session(id);
    const intent = this.#intentOf(session);
    if (intent.status !== "processing") throw invalid("Nothing is processed for this session");
    if (paid) this.#charge(session, intent);
    else [intent.status, intent.decline] = ["requires_payment_method", "generic_decline"];
    this.#tell(
      `checkout.session.async_payment_${paid ? "succeeded" : "failed"}`,
      (shown) => showSession(session, shown),
    );
  }

  /** A card that is refused: the session stays open for another one. */
  decline(id: string, code: string): void {
    const intent = this.#intentOf(this.#openSession(id));
    [intent.status, intent.decline] = ["requires_payment_method", code];
    this.#tell("payment_intent.payment_failed", (shown) => showIntent(intent, shown));
  }

  expire(id: string): void {
    const session = this.sessions.get(id);
    if (session?.status !== "open") throw invalid("Only open sessions expire");
    session.status = "expired";
    this.#tell("checkout.session.expired", (shown) => showSession(session, shown));
  }

  refund(
    intentId: string,
    { amount, metadata = {}, status = "succeeded" }: {
      amount?: number | undefined;
      metadata?: Record<string, string>;
      status?: RefundStatus;
    },
  ): Refund {
    const intent = this.intents.get(intentId);
    const charge = intent?.charge === null ? undefined : this.charges.get(intent?.charge ?? "");
    if (!intent || !charge) throw missing(intentId);
    const left = charge.amount - charge.refunded;
    const sum = amount ?? left;
    if (left === 0) {
      throw new StripeError(400, "charge_already_refunded", "Charge has already been refunded.");
    }
    if (sum < 1 || sum > left) throw invalid("Refund amount is greater than unrefunded amount on charge");
    const id = `re_${randomBytes(12).toString("hex")}`;
    const { currency } = intent;
    const created = this.#time();
    const refund: Refund = { id, created, intent: intentId, amount: sum, currency, metadata, status };
    charge.refunded += sum;
    this.refunds.set(refund.id, refund);
    this.#tell("refund.created", () => showRefund(refund));
    return refund;
  }

  /** The end of a refund that took its time. */
  settleRefund(id: string, status: RefundStatus): void {
    const refund = this.refunds.get(id);
    if (!refund) throw missing(id);
    refund.status = status;
    if (status === "failed") {
      const charge = this.charges.get(this.intents.get(refund.intent)?.charge ?? "");
      if (charge) charge.refunded -= refund.amount;
    }
    this.#tell(status === "failed" ? "refund.failed" : "refund.updated", () => showRefund(refund));
  }

  /** The payer goes to the bank, or the bank decides. */
  dispute(id: string, status: DisputeStatus): Dispute {
    const { intent } = this.session(id);
    if (intent === null) throw invalid("Nothing was paid in this session");
    const known = [...this.disputes.values()].find((one) => one.intent === intent);
    const dispute = known ??
      { id: `du_${randomBytes(12).toString("hex")}`, created: this.#time(), intent, status };
    dispute.status = status;
    this.disputes.set(dispute.id, dispute);
    const isOver = status === "won" || status === "lost" || status === "warning_closed";
    this.#tell(
      `charge.dispute.${known ? (isOver ? "closed" : "updated") : "created"}`,
      (shown) => showDispute(dispute, shown),
    );
    return dispute;
  }

  reset(): void {
    for (const kind of [this.sessions, this.intents, this.charges, this.refunds, this.disputes]) kind.clear();
  }

  #openSession(id: string): Session {
    const session = this.session(id);
    if (session.status !== "open") throw invalid("This session is not open");
    return session;
  }

  #intentOf(session: Session): Intent {
    const known = session.intent === null ? undefined : this.intents.get(session.intent);
    if (known) return known;
    const { amount, currency, intentMetadata: metadata } = session;
    const intent: Intent = {
      id: `pi_${randomBytes(12).toString("hex")}`,
      created: this.#time(),
      amount,
      currency,
      metadata,
      status: "requires_payment_method",
      charge: null,
      decline: null,
    };
    this.intents.set(intent.id, intent);
    session.intent = intent.id;
    return intent;
  }

  #charge(session: Session, intent: Intent): void {
    const id = `ch_${randomBytes(12).toString("hex")}`;
    const { amount, currency } = session;
    this.charges.set(id, {
      id,
      intent: intent.id,
      created: this.#time(),
      amount,
      currency,
      refunded: 0,
    });
    session.paid = true;
    [intent.status, intent.charge] = ["succeeded", id];
    this.#tell("payment_intent.succeeded", (shown) => showIntent(intent, shown));
  }
}
