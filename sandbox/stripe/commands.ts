// What the control API of the Stripe sandbox understands besides the common commands.
import { z } from "zod";
import { ControlError } from "../control.ts";
import type { Account } from "./account.ts";
import { StripeError } from "./api_error.ts";
import type { Events } from "./events.ts";
import { DISPUTE_STATUSES } from "./objects.ts";

const id = z.string();

export const stripeCommands = {
  /** Where events go, and what signs them; null stops them. */
  webhook: z.strictObject({ url: z.url(), secret: z.string().startsWith("whsec_") }).nullable().optional(),
  /** Events that are made from now on: never sent, or sent several times at once. */
  events: z.strictObject({ drop: z.boolean().default(false), copies: z.int().min(1).max(200).default(1) })
    .optional(),
  /** Sends the last event of a kind once more, under its own id or a new one. */
  again: z.strictObject({ type: z.string(), newId: z.boolean().default(false) }).optional(),
  /** `later`: the form is sent, the money comes when it is settled. */
  pay: z.strictObject({ session: id, later: z.boolean().default(false) }).optional(),
  settle: z.strictObject({ session: id, paid: z.boolean() }).optional(),
  decline: z.strictObject({ session: id, code: z.string().default("insufficient_funds") }).optional(),
  expire: z.strictObject({ session: id }).optional(),
  /** Money that goes back without anybody asking by the API. Answers `{refund}`. */
  refund: z.strictObject({ session: id, amount: z.int().positive().optional() }).optional(),
  settleRefund: z.strictObject({ refund: id, status: z.enum(["succeeded", "failed"]) }).optional(),
  /** Answers `{dispute}`. */
  dispute: z.strictObject({ session: id, status: z.enum(DISPUTE_STATUSES) }).optional(),
  /** So many POSTs fail on Stripe's side, each kept under its key; obeyed all the same with `effect`. */
  keptFailures: z.strictObject({ times: z.int().min(0), effect: z.boolean().default(false) }).optional(),
};

type Command = z.infer<z.ZodObject<typeof stripeCommands>>;

/** @throws {ControlError} for unknown objects, and for what their state does not allow. */
export function applyCommand(
  { account, events }: { account: Account; events: Events },
  command: Command,
): Record<string, unknown> {
  const answer: Record<string, unknown> = {};
  if (command.webhook !== undefined) events.hook = command.webhook;
  if (command.events) events.treatment = command.events;
  try {
    const { pay, settle, decline, expire, refund, settleRefund, dispute } = command;
    if (pay) account.pay(pay.session, { later: pay.later });
    if (settle) account.settle(settle.session, settle.paid);
    if (decline) account.decline(decline.session, decline.code);
    if (expire) account.expire(expire.session);
    if (refund) {
      const { amount } = refund;
      answer["refund"] = account.refund(account.session(refund.session).intent ?? "", { amount }).id;
    }
    if (settleRefund) account.settleRefund(settleRefund.refund, settleRefund.status);
    if (dispute) answer["dispute"] = account.dispute(dispute.session, dispute.status).id;
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    throw new ControlError("(body)", error.message);
  }
  const { again } = command;
  if (again && !events.again(again.type, again)) {
    throw new ControlError("again.type", `No ${again.type} was made`);
  }
  return answer;
}
