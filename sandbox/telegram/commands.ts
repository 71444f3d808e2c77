// What the control API of the Telegram sandbox understands besides the common commands, and its own pages.
import { z } from "zod";
import { ControlError, readControl } from "../control.ts";
import { signInitData } from "./init_data.ts";
import { slugOf } from "./invoices.ts";
import { press, setBlocked, setKicked, shareContact, write } from "./people.ts";
import { changeRenewal, pay, refundCharge, renew } from "./stars.ts";
import type { Person } from "./users.ts";
import type { TelegramWorld } from "./world.ts";

const id = z.int();
const userSchema = z.strictObject({
  id: z.int().positive(),
  first_name: z.string().min(1),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().default("ru"),
  role: z.enum(["driver", "admin", "dispatcher"]).default("driver"),
  phone: z.string().default("+79000000000"),
});

export const telegramCommands = {
  /** Adds a person, or replaces the one with the same id. */
  user: userSchema.optional(),
  /** The person blocks the bot, or unblocks it with `blocked: false`. */
  blockUser: id.optional(),
  blocked: z.boolean().optional(),
  /** Types as a person, into the chat with the bot unless `chatId` is given; `replyTo` a message. Answers `{messageId}`. */
  send: z.strictObject({
    userId: id,
    text: z.string().min(1),
    chatId: id.optional(),
    replyTo: id.optional(),
  }).optional(),
  /** Shares a contact with the bot: the person's own, or that `of` another one. */
  contact: z.strictObject({ userId: id, of: id.optional() }).optional(),
  /** Somebody throws the bot out of the dispatchers' group, or lets it in again with `kicked: false`. */
  kicked: z.boolean().optional(),
  /** The dispatchers' group becomes a supergroup under this id. */
  migrateGroup: id.negative().optional(),
  /** Presses an inline button. Answers `{callbackQueryId}`. */
  press: z.strictObject({ chatId: id, messageId: id, data: z.string(), userId: id }).optional(),
  /** Pays an invoice by the link createInvoiceLink gave, or its slug. Answers `{payment}`. */
  pay: z.strictObject({
    userId: id,
    link: z.string(),
    /** Charges without asking the bot, as when two phones pay one invoice at once. */
    unasked: z.boolean().optional(),
    /** The bot is not told: its update is lost. */
    untold: z.boolean().optional(),
  }).optional(),
  /** Telegram charges a subscription once more. Answers `{payment}`. */
  renew: z.strictObject({ chargeId: z.string() }).optional(),
  /** A subscription is stopped or taken up again by its payer, or cannot be charged: by its invoice's payload or a charge. */
  renewal: z.strictObject({
    userId: id,
    paymentId: z.string().optional(),
    chargeId: z.string().optional(),
    state: z.enum(["canceled", "active", "failed"]),
  }).optional(),
  /** Telegram gives a charge back by itself. */
  refund: z.strictObject({ chargeId: z.string() }).optional(),
};

type TelegramCommand = z.infer<z.ZodObject<typeof telegramCommands>> & { reset?: true | undefined };

/** @throws {ControlError} for unknown people, chats, buttons and invoices. */
export async function applyCommand(
  world: TelegramWorld,
  command: TelegramCommand,
): Promise<Record<string, unknown>> {
  const answer: Record<string, unknown> = {};
  if (command.reset) world.reset();
  if (command.user) addUser(world, command.user);
  if (command.blockUser !== undefined) {
    setBlocked(world, personOf(world, command.blockUser, "blockUser"), command.blocked ?? true);
  } else if (command.blocked !== undefined) throw new ControlError("blocked", "Needs blockUser");
  if (command.send) {
    const { userId, text, chatId, replyTo } = command.send;
    const person = personOf(world, userId, "send.userId");
    if (chatId !== undefined && chatId !== userId && chatId !== world.chats.group.id) {
      throw new ControlError("send.chatId", `${userId} is not in chat ${chatId}`);
    }
    if (replyTo !== undefined && !world.chats.message(chatId ?? userId, replyTo)) {
      throw new ControlError("send.replyTo", `There is no message ${replyTo} in that chat`);
    }
    answer.messageId = write(world, person, text, { chatId, replyTo }).message_id;
  }
  if (command.contact) {
    const { userId, of = userId } = command.contact;
    shareContact(world, personOf(world, userId, "contact.userId"), personOf(world, of, "contact.of"));
  }
  if (command.kicked !== undefined) setKicked(world, world.users.all()[0]!, command.kicked);
  if (command.migrateGroup !== undefined) world.migrateGroup(command.migrateGroup);
  if (command.press) {
    const { chatId, messageId, data, userId } = command.press;
    const query = press(world, personOf(world, userId, "press.userId"), chatId, messageId, data);
    if (query === null) {
      throw new ControlError("press.data", `Message ${messageId} of chat ${chatId} has no such button`);
    }
    answer.callbackQueryId = query;
  }
  if (command.pay) {
    const { userId, link, unasked, untold } = command.pay;
    const payment = await pay(world, personOf(world, userId, "pay.userId"), slugOf(link), {
      unasked,
      untold,
    });
    if (payment === null) throw new ControlError("pay.link", "There is no such invoice");
    answer.payment = payment;
  }
  if (command.renew) {
    const charge = world.invoices.findCharge(command.renew.chargeId);
    const payment = charge && renew(world, charge);
    if (!payment) throw new ControlError("renew.chargeId", "There is no such subscription");
    answer.payment = payment;
  }
  if (command.renewal) {
    const { userId, paymentId, chargeId, state } = command.renewal;
    const payload = paymentId ?? (chargeId && world.invoices.payloadOf(chargeId));
    if (!payload) throw new ControlError("renewal.chargeId", "There is no such charge");
    changeRenewal(world, personOf(world, userId, "renewal.userId"), payload, state);
  }
  if (command.refund) {
    const charge = world.invoices.findCharge(command.refund.chargeId);
    if (!charge || charge.refunded) throw new ControlError("refund.chargeId", "There is no such charge");
    refundCharge(world, charge);
  }
  return answer;
}

const initDataSchema = z.strictObject({
  userId: id,
  startParam: z.string().regex(/^[A-Za-z0-9_-]{0,512}$/).optional(),
  /** Unix seconds; now by default. */
  authDate: z.int().nonnegative().optional(),
});

type ControlPage = (request: Request, url: URL) => Response | Promise<Response>;

export function controlPages(world: TelegramWorld): Record<string, ControlPage> {
  return {
    "GET messages": (_request, url) =>
      Response.json(world.chats.messages(Number(url.searchParams.get("chat")))),
    "GET users": () => Response.json(world.users.all()),
    "POST init-data": async (request) => {
      const { userId, startParam, authDate } = await readControl(request, initDataSchema);
      const person = personOf(world, userId, "userId");
      const launch = { startParam, authDate: authDate ?? world.time() };
      return Response.json({ initData: signInitData(world.botToken, person, launch) });
    },
  };
}

function personOf(world: TelegramWorld, userId: number, field: string): Person {
  const person = world.users.get(userId);
  if (!person) throw new ControlError(field, `There is no user ${userId}`);
  return person;
}

function addUser(world: TelegramWorld, user: z.infer<typeof userSchema>): void {
  const { last_name, username, ...required } = user;
  world.users.put({
    is_bot: false,
    ...required,
    ...(last_name === undefined ? {} : { last_name }),
    ...(username === undefined ? {} : { username }),
  });
  world.live.tell({ type: "users" });
}
