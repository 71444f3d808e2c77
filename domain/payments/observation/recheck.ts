// A person, of the staff or the driver who has come back from paying, asks the provider about one payment: the same word
// by the same door as a webhook or a poll, told at once.
import type { Origin } from "../../shared/origin.ts";
import type { Clock, NewId } from "../../shared/ports.ts";
import type { FindProvider, PaymentProvider, ProviderPayment } from "../ports.ts";
import { ProviderFailure } from "../provider_failure.ts";
import type { ReadPayments } from "../reading.ts";
import { lookUp } from "../reconciliation/look_up.ts";
import type { PaymentView } from "../view.ts";
import type { Verdict } from "./delivery_events.ts";
import type { Hear } from "./hear.ts";
import type { Observed } from "./observed.ts";
import type { RecordAnswer } from "./record.ts";

interface Rechecked {
  /** `refetch_failed`: the provider gave no answer; `unknown_object`: it knows of no such payment. */
  readonly verdict: Extract<Verdict, Observed["verdict"] | "refetch_failed">;
  /** What the provider says of it. */
  readonly verifiedStatus?: string;
  /** Why there was none. */
  readonly error?: string;
}

/** How the console and the audit name who asked. */
export type AskedBy = "admin" | "return";

type RecheckRefusal = "payment_not_found" | "provider_unavailable";

/** Payments of the provider looked through for one whose id we never learned: a person waits for it. */
const MOST_LOOKED_AT = 5_000;

export interface RecheckPorts {
  readonly find: ReadPayments["find"];
  readonly provider: FindProvider;
  readonly hear: Pick<Hear, "payment" | "refund">;
  readonly record: RecordAnswer;
  /** Resolves when whoever asks about access is told what follows from all that is committed by now. */
  readonly accessShown: () => Promise<void>;
  readonly clock: Clock;
  readonly newId: NewId;
}

export type Recheck = (
  paymentId: string,
  origin: Origin,
  via?: AskedBy,
) => Promise<Rechecked | { readonly refused: RecheckRefusal }>;

export function createRecheck(
  { find, provider, hear, record, accessShown, clock, newId }: RecheckPorts,
): Recheck {
  return async (paymentId, origin, via = "admin") => {
    const payment = await find(paymentId);
    if (!payment) return { refused: "payment_not_found" };
    const asked = provider(payment.provider);
    if (!asked) return { refused: "provider_unavailable" };
    const begun = clock();
    const { theirs, ...heard } = await ask(asked, payment, { origin, via });
    const said = {
      ...(theirs && { verifiedStatus: theirs.status }),
      ...(heard.error !== undefined && { error: heard.error }),
    };
    const judged = {
      deliveryId: newId(),
      provider: payment.provider,
      channel: via,
      receivedAt: new Date(begun).toISOString(),
      ...(payment.providerPaymentId !== null && { objectId: payment.providerPaymentId }),
      verdict: heard.verdict,
      ...said,
      paymentId,
      ...(heard.eventIds.length > 0 && { resultingEventIds: [...heard.eventIds] }),
      latencyMs: Math.max(0, clock() - begun),
    } as const;
    await record({ type: "ProviderNotificationJudged", data: judged }, origin);
    if (heard.eventIds.length > 0) await accessShown();
    return { verdict: heard.verdict, ...said };
  };

  async function ask(asked: PaymentProvider, payment: PaymentView, { origin, via }: By): Promise<Heard> {
    const { providerPaymentId, paymentId, createdAt: since } = payment;
    const answer = await reach(() =>
      providerPaymentId === null
        ? lookUp(asked, { paymentId, since, most: MOST_LOOKED_AT })
        : asked.load(providerPaymentId)
    );
    if ("error" in answer) {
      return { verdict: "refetch_failed", eventIds: [], theirs: null, error: answer.error };
    }
    const theirs = answer.ok;
    if (!theirs) return { verdict: "unknown_object", eventIds: [], theirs };
    const word = await reach(() => hear.payment(theirs, via, origin));
    // Money that went back is asked about on the way.
    if ("error" in word) return { verdict: "refetch_failed", eventIds: [], theirs, error: word.error };
    const observed = word.ok;
    const refunds = await askOfRefunds(asked, payment, { origin, via });
    const eventIds = [...observed.eventIds, ...refunds];
    const verdict = observed.verdict === "duplicate" && refunds.length > 0 ? "accepted" : observed.verdict;
    return { verdict, eventIds, theirs };
  }

  /** No notification tells of a refund that came to nothing. One that cannot be asked about is polled later. */
  async function askOfRefunds(asked: PaymentProvider, { state }: PaymentView, { origin, via }: By) {
    if (state.status === "none") return [];
    const eventIds: string[] = [];
    for (const { status, providerRefundId } of Object.values(state.refunds)) {
      if (status !== "requested" || providerRefundId === null) continue;
      const answer = await reach(() => asked.loadRefund(providerRefundId));
      if ("error" in answer || !answer.ok) continue;
      eventIds.push(...(await hear.refund(answer.ok, via, origin)).eventIds);
    }
    return eventIds;
  }
}

interface By {
  readonly origin: Origin;
  readonly via: AskedBy;
}

interface Heard extends Pick<Rechecked, "verdict" | "error"> {
  readonly eventIds: readonly string[];
  readonly theirs: ProviderPayment | null;
}

/** A provider that gave no answer is what the person who asks is told, in its words. Everything else goes up. */
async function reach<T>(
  question: () => Promise<T>,
): Promise<{ readonly ok: T } | { readonly error: string }> {
  try {
    return { ok: await question() };
  } catch (error) {
    if (error instanceof ProviderFailure) return { error: error.message };
    throw error;
  }
}
