// Money in the sandbox's Telegram: invoices paid, subscriptions renewed, charges given back.
import { randomBytes } from "node:crypto";
import type { Charge, Invoice } from "./invoices.ts";
import type { SuccessfulPayment } from "./types.ts";
import { asUser, type Person } from "./users.ts";
import type { TelegramWorld } from "./world.ts";

/**
 * Pays an invoice: the bot is asked first, then told. Null when there is no such invoice. `unasked` charges without
 * the question, as Telegram may when two phones pay at once; `untold` loses what the bot is told.
 */
export async function pay(
  world: TelegramWorld,
  person: Person,
  slug: string,
  { unasked = false, untold = false }: { unasked?: boolean | undefined; untold?: boolean | undefined } = {},
) {
  const invoice = world.invoices.get(slug);
  if (!invoice) return null;
  if (!unasked) {
    const { ok, errorMessage } = await askBot(world, person, invoice);
    if (!ok) return { status: "failed", errorMessage };
  }
  return charge(world, person, invoice, { renewal: false, untold });
}

/** Charges a subscription for the next period. Null when the charge was for none. */
export function renew(world: TelegramWorld, { slug, userId }: Charge) {
  const invoice = world.invoices.get(slug);
  const person = world.users.get(userId);
  if (invoice?.period === undefined || !person) return null;
  return charge(world, person, invoice, { renewal: true, untold: false });
}

/** Tells the bot what becomes of a subscription without a charge. */
export function changeRenewal(world: TelegramWorld, person: Person, payload: string, state: string): void {
  world.updates.push("subscription", { user: asUser(person), invoice_payload: payload, state });
}

/** Gives a charge back and tells the bot, whoever wanted it. */
export function refundCharge(world: TelegramWorld, charge: Charge): void {
  const { currency, total, payload } = world.invoices.refund(charge, world.time());
  const refunded = {
    currency,
    total_amount: total,
    invoice_payload: payload,
    telegram_payment_charge_id: charge.id,
  };
  const chat = world.chats.chat(charge.userId);
  const from = asUser(world.users.get(charge.userId)!);
  world.updates.push("message", world.post({ from, chat, refunded_payment: refunded }));
}

function askBot(world: TelegramWorld, person: Person, { currency, total, payload }: Invoice) {
  const id = world.nextQueryId();
  const verdict = world.invoices.verdict(id);
  world.updates.push("pre_checkout_query", {
    id,
    from: asUser(person),
    currency,
    total_amount: total,
    invoice_payload: payload,
  });
  return verdict;
}

function charge(
  world: TelegramWorld,
  person: Person,
  { slug, currency, total, payload, period }: Invoice,
  { renewal, untold }: { renewal: boolean; untold: boolean },
) {
  const { id } = world.invoices.charge(slug, person.id, world.time());
  const payment: SuccessfulPayment = {
    currency,
    total_amount: total,
    invoice_payload: payload,
    telegram_payment_charge_id: id,
    provider_payment_charge_id: randomBytes(8).toString("hex"),
    ...(period !== undefined && {
      subscription_expiration_date: world.time() + period,
      is_recurring: true,
      ...(!renewal && { is_first_recurring: true }),
    }),
  };
  const message = world.post({
    from: asUser(person),
    chat: world.chats.chat(person.id),
    successful_payment: payment,
  });
  if (!untold) world.updates.push("message", message);
  return { status: "paid", chargeId: id };
}
