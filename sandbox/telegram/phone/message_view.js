// One message: its bubble and the inline keyboard under it.
import { element, fullName } from "./elements.js";
import { richText } from "./rich_text.js";

/** `isBusy(messageId, button)`: pressed and not yet answered; `onPress(messageId, button)`, `onReply(message)`. */
export function messageView(message, { userId, isBusy, onPress, onReply }) {
  const isOwn = message.from.id === userId;
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const key = (button) => {
    const kind = button.web_app ? " ▣" : button.url ? " ↗" : "";
    const busy = isBusy(message.message_id, button) && "true";
    const press = () => onPress(message.message_id, button);
    return element("button", { type: "button", onclick: press, "aria-busy": busy }, button.text + kind);
  };
  return element(
    "article",
    { class: isOwn ? "message own" : "message", "data-message-id": message.message_id },
    element(
      "div",
      { class: "bubble" },
      !isOwn && message.chat.type !== "private" && element("p", { class: "sender" }, fullName(message.from)),
      message.reply_to_message && element("blockquote", {}, message.reply_to_message.text ?? ""),
      element("div", { class: "text" }, body(message)),
      element("p", { class: "clock" }, [
        element(
          "button",
          {
            type: "button",
            class: "reply",
            "aria-label": "Ответить на это сообщение",
            onclick: () => onReply(message),
          },
          "↩",
        ),
        clock(message),
      ]),
    ),
    rows.map((row) => element("div", { class: "keyboard" }, row.map(key))),
  );
}

function clock({ date, edit_date }) {
  const time = new Date((edit_date ?? date) * 1000);
  const shown = time.toLocaleTimeString("ru", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Europe/Moscow",
  });
  return edit_date ? `изменено ${shown}` : shown;
}

function body({ text = "", entities, contact, successful_payment, refunded_payment, migrate_to_chat_id }) {
  if (migrate_to_chat_id) return "Группа стала супергруппой";
  if (contact) return [contact.first_name, element("br"), contact.phone_number];
  if (successful_payment) return [`Оплачено: ${price(successful_payment)}`];
  if (refunded_payment) return [`Возвращено: ${price(refunded_payment)}`];
  return richText(text, entities);
}

function price({ total_amount, currency }) {
  return currency === "XTR" ? `${total_amount} ★` : `${total_amount / 100} ${currency}`;
}
