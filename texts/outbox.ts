// Messages to people as the console names them.

const names: Readonly<Record<string, string>> = {
  dispatcher_new_response: "Диспетчерам: новый отклик",
  dispatcher_response_changed: "Диспетчерам: правка отклика",
  dispatcher_response_withdrawn: "Диспетчерам: водитель отказался",
  dispatcher_answer: "Диспетчерам: ответ на слова водителю",
  driver_response_sent: "Водителю: отклик отправлен",
  driver_response_moved_on: "Водителю: отклик доставлен или просмотрен",
  driver_response_decided: "Водителю: решение по отклику",
  driver_note: "Водителю: слова диспетчера",
  driver_load_matched: "Водителю: новый груз",
  driver_loads_digest: "Водителю: подборка грузов",
  driver_morning_loads: "Водителю: грузы за ночь",
  driver_backhaul: "Водителю: обратные грузы",
  driver_favourite_repriced: "Водителю: цена избранного",
  driver_load_pressed: "Водителю: правка сообщения о грузе",
  driver_contacts: "Водителю: контакты груза",
  driver_payment_succeeded: "Водителю: оплата прошла",
  driver_payment_canceled: "Водителю: оплата не прошла",
  driver_payment_refunded: "Водителю: возврат денег",
  driver_trial_started: "Водителю: пробный период",
  driver_days_granted: "Водителю: дни в подарок",
  driver_subscription_reminder: "Водителю: подписка заканчивается",
  driver_renewal_failed: "Водителю: подписка не продлилась",
  admin_refund_waits: "Администратору: возврат ждёт согласия",
  reply: "Ответ на сообщение боту",
};

/** The kind itself where there is no name for it yet. */
export function messageName(kind: string): string {
  return names[kind] ?? kind;
}
