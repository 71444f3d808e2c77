// The console's list of work that failed for good and is no message to anybody.

export const stepTexts = {
  title: "Шаги",
  /** `count` is how many were given up. */
  tab: (count: number) => count === 0 ? "Шаги" : `Шаги (${count})`,
  hint: "Эти шаги не удались и сами больше не повторятся. Устраните причину ошибки и повторите шаг.",
  kind: "Шаг",
  cause: "Откуда",
  events: "События",
  retry: "Повторить",
  empty: "Застрявших шагов нет: всё, что нужно было сделать, делается само.",
} as const;

const names: Readonly<Record<string, string>> = {
  "process.register_payment": "Создать платёж у провайдера",
  "process.poll_payment": "Спросить провайдера о платеже",
  "process.expire_payment": "Закрыть платёж, который не оплатили",
  "process.close_checkout": "Закончить оформление подписки",
  "process.refund_payment": "Вернуть деньги через провайдера",
  "process.grant_period": "Дать оплаченные дни",
  "process.start_trial": "Дать пробный период",
  "process.grant_promo_days": "Дать дни по промокоду",
  "process.revoke_period": "Забрать дни после возврата денег",
  "process.suspend_period": "Приостановить дни на время спора",
  "process.restore_period": "Вернуть дни после спора",
  "process.note_promo_over_limit": "Отметить промокод сверх лимита",
  "process.note_possible_duplicate": "Отметить возможную двойную оплату",
  "process.redeem_promo": "Засчитать промокод",
  "process.release_promo": "Освободить промокод",
  "payments.judge_notification": "Проверить уведомление ЮKassa",
  "payments.obey_stripe": "Учесть уведомление Stripe",
  "telegram.update": "Разобрать сообщение или нажатие в боте",
  "backhaul.seek": "Найти водителю обратный груз",
};

/** The kind itself where there is no name for it: jobs are never given up. */
export function stepName(kind: string): string {
  return names[kind] ?? kind;
}
