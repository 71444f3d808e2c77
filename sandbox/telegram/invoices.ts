// Invoices in Stars: created by the bot, confirmed by the bot before payment, paid by a person, refunded by the bot.
import { randomBytes } from "node:crypto";

export interface Invoice {
  slug: string;
  title: string;
  description: string;
  payload: string;
  currency: string;
  /** Stars, or minor units of another currency. */
  total: number;
  /** Seconds after which Telegram charges again, of a subscription. */
  period?: number | undefined;
}

export interface Charge {
  id: string;
  userId: number;
  slug: string;
  refunded: boolean;
}

/** A line of the bot's books, oldest first; a refund has the id of its charge. */
export interface Entry {
  charge: Charge;
  direction: "in" | "back";
  /** Unix seconds. */
  date: number;
}

/** The bot's verdict on a payment about to be made. */
export interface Verdict {
  ok: boolean;
  errorMessage?: string | undefined;
}

/** Telegram waits this long for answerPreCheckoutQuery. */
const ANSWER_WITHIN_MS = 10_000;

export class Invoices {
  #invoices = new Map<string, Invoice>();
  #charges = new Map<string, Charge>();
  #books: Entry[] = [];
  #checking = new Map<string, (verdict: Verdict) => void>();

  create(content: Omit<Invoice, "slug">): Invoice {
    const invoice = { ...content, slug: randomBytes(16).toString("base64url") };
    this.#invoices.set(invoice.slug, invoice);
    return invoice;
  }

  get(slug: string): Invoice | undefined {
    return this.#invoices.get(slug);
  }

  charge(slug: string, userId: number, date: number): Charge {
    const charge = { id: `stx${randomBytes(20).toString("base64url")}`, userId, slug, refunded: false };
    this.#charges.set(charge.id, charge);
    this.#books.push({ charge, direction: "in", date });
    return charge;
  }

  findCharge(id: string): Charge | undefined {
    return this.#charges.get(id);
  }

  /** What the bot gave the invoice of a charge. */
  payloadOf(chargeId: string): string | undefined {
    return this.#invoices.get(this.#charges.get(chargeId)?.slug ?? "")?.payload;
  }

  /** Gives a charge back. The invoice it was for. */
  refund(charge: Charge, date: number): Invoice {
    charge.refunded = true;
    this.#books.push({ charge, direction: "back", date });
    return this.#invoices.get(charge.slug)!;
  }

  /** Charges and refunds, oldest first. */
  books(): readonly Entry[] {
    return this.#books;
  }

  /** Waits for the bot's verdict on a pre-checkout query; silence is a refusal. */
  verdict(queryId: string): Promise<Verdict> {
    return new Promise((resolve) => {
      const end = (verdict: Verdict) => {
        clearTimeout(timer);
        this.#checking.delete(queryId);
        resolve(verdict);
      };
      const timer = setTimeout(
        () => end({ ok: false, errorMessage: "BOT_PRECHECKOUT_TIMEOUT" }),
        ANSWER_WITHIN_MS,
      );
      this.#checking.set(queryId, end);
    });
  }

  /** False when nobody waits for that query. */
  answer(queryId: string, verdict: Verdict): boolean {
    const end = this.#checking.get(queryId);
    end?.(verdict);
    return end !== undefined;
  }

  reset(): void {
    this.stop();
    this.#invoices.clear();
    this.#charges.clear();
    this.#books = [];
  }

  /** Ends every wait with a refusal. */
  stop(): void {
    for (const end of [...this.#checking.values()]) end({ ok: false });
  }
}

/** The slug of an invoice link, `https://t.me/$slug` or `https://t.me/invoice/slug`. */
export function slugOf(link: string): string {
  return link.replace(/^https:\/\/t\.me\/(\$|invoice\/)/, "");
}
