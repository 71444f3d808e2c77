// Everything a person reads, in Russian. Another language is another file of this shape.

/** Refusals of the domain as a driver or dispatcher should hear them: what happened and what to do next. */
export const refusals = {
  unauthenticated: "Сессия закончилась. Откройте приложение из чата с ботом ещё раз.",
  forbidden: "Сюда можно только администраторам.",
  not_found: "Здесь ничего нет: возможно, адрес устарел.",
  method_not_allowed: "Так с этим адресом нельзя.",
  cross_origin: "Запрос пришёл с чужой страницы. Откройте приложение из чата с ботом.",
  bad_request: "Не получилось разобрать запрос. Обновите страницу и попробуйте ещё раз.",
  payload_too_large: "Слишком много данных в одном запросе.",
  rate_limited: "Слишком часто. Подождите пару секунд и попробуйте ещё раз.",
  internal_error: "У нас сбой, мы уже знаем. Попробуйте через минуту.",
  init_data_invalid: "Telegram не подтвердил вход. Закройте приложение и откройте его из чата с ботом.",
  init_data_expired: "Вход устарел. Закройте приложение и откройте его из чата с ботом ещё раз.",
  invalid_filter: "Проверьте фильтр: одно из полей заполнено неверно.",
  validation_failed: "Проверьте поля: что-то заполнено неверно.",
  cargotech_unavailable: "Биржа грузов сейчас не отвечает. Попробуйте через минуту — мы тоже пробуем.",
  cargo_not_found: "Этого груза больше нет: его забрали или сняли.",
  subscription_required: "Чтобы откликаться, нужна подписка.",
  message_in_flight: "Это сообщение отправляется прямо сейчас. Посмотрите через минуту, что с ним стало.",
  response_not_found: "Такого отклика нет.",
  rebuild_running: "Это представление уже перестраивается.",
  history_too_long: "Событий слишком много, чтобы пересчитать одну строку. Выберите номер поменьше.",
  response_withdrawn: "Вы отозвали отклик на этот груз. Откликнуться снова нельзя.",
  response_rejected: "По этому отклику уже отказали.",
  response_accepted: "Этот отклик уже приняли.",
  response_completed: "Эта перевозка уже завершена.",
  response_not_accepted: "Сначала отклик нужно принять.",
  response_not_completed: "Оценить можно после завершения перевозки.",
} as const;

/** Field errors of forms, by code. */
export const fieldErrors = {
  invalid_phone: "Укажите телефон полностью, например +7 912 345-67-89.",
  invalid_name: "Укажите имя: от 2 до 80 букв.",
  invalid_comment: "Комментарий слишком длинный: до 500 знаков.",
  invalid_price: "Цена — число рублей от 1 до 999 999.",
  invalid_stars: "Поставьте от 1 до 5.",
  required: "Заполните это поле.",
  invalid_value: "Неверное значение.",
} as const;

export const statuses = {
  sent: "Отправлен",
  delivered: "Доставлен диспетчеру",
  seen: "Просмотрен",
  accepted: "Принят",
  rejected: "Отказ",
  completed: "Завершён",
  withdrawn: "Отозван",
} as const;
