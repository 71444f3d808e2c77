// The bot's transactions in Stars. Telegram lists them oldest first and only ever adds: what was read is not asked again.
import type { Api } from "grammy";
import type { StarTransaction } from "grammy/types";
import { createSingleFlight } from "../../single_flight.ts";

/** What of a transaction matters here: Telegram sends the payer's name too, which is not kept. */
export interface Transaction {
  /** A charge and its refund have the same. */
  readonly id: string;
  readonly direction: "in" | "back";
  readonly minor: number;
  /** Unix seconds. */
  readonly date: number;
  readonly userId: number;
  readonly payload?: string;
  /** Seconds, of a subscription. */
  readonly period?: number;
}

export interface Ledger {
  /** Everything paid to the bot by invoices, and paid back, oldest first. Throws when Telegram cannot be asked. */
  read(): Promise<readonly Transaction[]>;
}

const PAGE = 100;

export function createLedger(api: Pick<Api, "getStarTransactions">): Ledger {
  const known: Transaction[] = [];
  const flight = createSingleFlight<readonly Transaction[]>();
  let offset = 0;

  async function readOn(): Promise<readonly Transaction[]> {
    for (;;) {
      const { transactions } = await api.getStarTransactions({ offset, limit: PAGE });
      known.push(...transactions.flatMap(relevant));
      offset += transactions.length;
      if (transactions.length < PAGE) return known;
    }
  }
  return { read: () => flight.run("", readOn) };
}

function relevant({ id, amount, date, source, receiver }: StarTransaction): Transaction[] {
  const partner = source ?? receiver;
  if (partner?.type !== "user" || partner.transaction_type !== "invoice_payment") return [];
  const { user, invoice_payload: payload, subscription_period: period } = partner;
  return [{
    id,
    direction: source ? "in" : "back",
    minor: amount,
    date,
    userId: user.id,
    ...(payload !== undefined && { payload }),
    ...(period !== undefined && { period }),
  }];
}
