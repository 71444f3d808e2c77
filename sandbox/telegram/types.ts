// The Bot API objects the sandbox deals in, as far as it fills them.

export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export interface Chat {
  id: number;
  type: "private" | "group" | "supergroup";
  title?: string;
  first_name?: string;
  last_name?: string;
  username?: string;
}

export interface MessageEntity {
  type: string;
  /** In UTF-16 code units, as is `length`. */
  offset: number;
  length: number;
  url?: string;
}

export interface InlineButton {
  text: string;
  callback_data?: string | undefined;
  url?: string | undefined;
  web_app?: { url: string } | undefined;
}

/** An inline keyboard; other kinds of markup are kept as they came. */
export type ReplyMarkup = { inline_keyboard: InlineButton[][] } | Record<string, unknown>;

export interface Message {
  message_id: number;
  from: User;
  chat: Chat;
  /** Unix seconds. */
  date: number;
  edit_date?: number;
  text?: string;
  entities?: MessageEntity[];
  reply_markup?: ReplyMarkup;
  reply_to_message?: Message;
  migrate_to_chat_id?: number;
  migrate_from_chat_id?: number;
  contact?: { phone_number: string; first_name: string; user_id: number };
  successful_payment?: SuccessfulPayment;
  refunded_payment?: RefundedPayment;
}

export interface SuccessfulPayment {
  currency: string;
  total_amount: number;
  invoice_payload: string;
  telegram_payment_charge_id: string;
  provider_payment_charge_id: string;
  /** Unix seconds; of a subscription, as are the next two. */
  subscription_expiration_date?: number;
  is_recurring?: true;
  is_first_recurring?: true;
}

export interface RefundedPayment {
  currency: string;
  total_amount: number;
  invoice_payload: string;
  telegram_payment_charge_id: string;
}

export interface Update {
  update_id: number;
  [kind: string]: unknown;
}
