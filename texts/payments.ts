// What a driver reads about the subscription, payments and promo codes in the Mini App.
import { formatDatedMoment } from "./format.ts";
import { plural } from "./plural.ts";

export function daysText(count: number): string {
  return plural(count, "день", "дня", "дней");
}

/** `seconds` until another code may be tried. */
export function promoGuessing(seconds: number): string {
  const minutes = plural(Math.ceil(seconds / 60), "минуту", "минуты", "минут");
  return `Слишком много неверных промокодов. Следующий можно ввести через ${minutes}.`;
}

export const subscription = {
  title: "Подписка",
  free: "Сейчас всё бесплатно",
  freeLead: "Платить не нужно, карта не нужна.",
  none: "Подписки нет",
  noneLead: "Часть возможностей открывается с подпиской.",
  trial: (until: string) => `Пробный период до\u00a0${until}`,
  active: (until: string) => `Подписка до\u00a0${until}`,
  grace: (until: string) => `Подписка закончилась ${until}`,
  graceLead: (until: string) =>
    `Пока всё ещё открыто — до\u00a0${until}. Продлите, чтобы не остаться без откликов.`,
  expired: (until: string) => `Подписка закончилась ${until}`,
  expiredLead: "Продлите — и снова откроется всё.",
  left: (days: number) => `Осталось ${daysText(days)}`,
  lastDay: "Последний день",
  renewal: {
    on: (due: string) =>
      `Продлится сама ${due}: Telegram спишет звёзды. Отключить можно в настройках Telegram, в разделе о звёздах.`,
    stopped: (due: string) =>
      `Автопродление отключено: ${due} звёзды не спишутся. Включить снова можно в настройках Telegram, в разделе о звёздах.`,
    failed: () =>
      "Подписка не продлилась: Telegram не смог списать звёзды. Пополните их и продлите подписку.",
  },
  freeNow: "Бесплатно сейчас",
  included: "Входит в подписку",
  always: ["Все грузы биржи с фильтрами", "Поиски и сообщения бота о новых грузах"],
  contacts: "Телефоны и контакты по каждому грузу",
  respond: "Отклики без ограничений",
  moscow: "время московское",
} as const;

export const paying = {
  title: "Оформить",
  extend: "Продлить",
  extendHint: "Новые дни прибавятся к тем, что остались.",
  tariff: "На сколько",
  /** While nothing needs a subscription. */
  notYet: "Сейчас всё и так открыто: подписка понадобится, если часть возможностей станет платной.",
  perMonth: (sum: string) => `${sum} в месяц`,
  or: "или",
  before: (sum: string) => `Без промокода ${sum}, с промокодом`,
  contact: "Почта или телефон для чека",
  /** Where only some ways to pay make a receipt. */
  contactHints: {
    yookassa: "если картой или по СБП",
    stars: "если звёздами",
    stripe: "если зарубежной картой",
  },
  providers: {
    yookassa: "Картой или по СБП",
    stars: "Звёздами Telegram",
    stripe: "Зарубежной картой",
  },
  /** On buttons. */
  payBy: {
    yookassa: "Оплатить картой или по СБП",
    stars: "Оплатить звёздами Telegram",
    stripe: "Оплатить зарубежной картой",
  },
  busy: "Готовим оплату…",
  withCode: (code: string) => `Цены с промокодом ${code}.`,
  terms: "Второй раз без вашего согласия ничего не спишется.",
  renewingTerms: "Месяц за звёзды продлевается сам, пока вы не отключите это в Telegram. " +
    "Другими способами второй раз ничего не спишется.",
  off: "Оплата сейчас не принимается. Если доступ уже оплачен, он сохраняется.",
} as const;

export const promo = {
  title: "Промокод",
  label: "Введите код",
  apply: "Применить",
  busy: "Проверяем…",
  given: (until: string) => `Промокод принят: доступ до\u00a0${until}.`,
  discount: (code: string) => `Промокод ${code} применён: цены уже со скидкой.`,
  remove: "Убрать промокод",
} as const;

export const story = {
  payments: "Платежи",
  periods: "Из чего сложился срок",
  kinds: {
    payment: "Оплата",
    trial: "Пробный период",
    gift: "Подарок от нас",
    promo: "Промокод",
  },
  span: (from: string, to: string) => `с ${from} по ${to}`,
  revoked: "возвращено",
  suspended: "приостановлено до решения банка",
  number: "Номер платежа",
  date: "Дата",
  method: "Способ",
  price: "Цена",
  discount: "Скидка",
  paid: "Оплачено",
  refunded: "Возвращено",
  receipt: "Чек отправлен на",
  receiptLater: "Чек придёт на",
  tariff: "Тариф",
} as const;

/** To who comes back from the provider's page in a browser outside of Telegram. */
export const comeBack = {
  title: "Вернитесь в Telegram",
  text: "Там видно, прошла ли оплата. Эту страницу можно закрыть.",
  open: "Открыть Telegram",
} as const;

/** By status of a payment; `closed`: its driver took another way to pay. */
export const paymentBadges = {
  requested: "Готовится",
  pending: "Ждёт оплаты",
  authorized: "Проверяется",
  succeeded: "Оплачен",
  canceled: "Не прошёл",
  failed: "Не прошёл",
  expired: "Время вышло",
  partially_refunded: "Возвращена часть",
  refunded: "Возвращён",
  disputed: "Оспорен",
  mismatch: "Проверяется",
  closed: "Закрыт",
} as const;

export const payment = {
  title: "Оплата",
  requested: "Готовим оплату",
  requestedText: "Обычно это пара секунд. Страница обновится сама.",
  unknown: "Платёжная система не отвечает",
  unknownText: "Мы пробуем ещё. Деньги не списаны, страница обновится сама.",
  closes: (until: string) => `Если не дождётесь, делать ничего не нужно: счёт закроется сам ${until}.`,
  pending: (sum: string) => `К оплате ${sum}`,
  pendingTexts: {
    yookassa: "Откроется страница ЮKassa. Данные карты мы не видим и не храним.",
    stripe: "Откроется страница Stripe. Данные карты мы не видим и не храним.",
    stars: "Telegram спросит ещё раз и спишет звёзды с вашего баланса.",
  },
  go: (sum: string) => `Оплатить ${sum}`,
  checkTitle: "Уже оплатили?",
  check: "Проверить оплату",
  checking: "Проверяем оплату…",
  checkText: "Доступ откроется сам, обычно в течение минуты. Не хотите ждать — проверьте сейчас.",
  notYet: "Спросили платёжную систему: деньги пока не пришли. Продолжаем проверять.",
  cancelHint: "Передумали? Ничего делать не нужно: неоплаченный счёт закроется сам.",
  authorized: "Проверяем оплату",
  authorizedText: "Банк подтвердил платёж, ждём деньги. Страница обновится сама.",
  succeeded: "Оплата прошла",
  succeededText: (until: string) => `Доступ открыт до\u00a0${until}.`,
  ended: (at: string) => `Оплаченный срок закончился ${at}.`,
  opening: "Деньги получены, открываем доступ.",
  toLoads: "Искать грузы",
  canceled: "Оплата не прошла",
  noMoney: "Деньги не списаны, а если банк их придержал — вернутся сами.",
  askUs: "Если вы по нему платили, отправьте боту /paysupport: разберёмся.",
  failed: "Оплату принять не удалось",
  failedText: "Платёжная система отказала. Деньги не списаны.",
  unavailableText: "Платёжная система временно недоступна. Деньги не списаны. Попробуйте чуть позже.",
  expired: "Время на оплату вышло",
  expiredText: "Если вы всё-таки заплатили, доступ откроется сам, как только придут деньги.",
  again: "Попробовать ещё раз",
  refunded: (sum: string) => `Вернули ${sum}`,
  refundedTexts: {
    yookassa: "Деньги придут туда, откуда вы платили: обычно за несколько дней.",
    stripe: "Деньги придут туда, откуда вы платили: обычно за несколько дней.",
    stars: "Звёзды уже на вашем балансе.",
  },
  lostText: "Вы оспорили платёж, и банк решил вернуть деньги. Когда они придут, скажет банк.",
  partly: (back: string, of: string) => `Вернули ${back} из ${of}`,
  stillOpen: (until: string) => `Подписка действует до\u00a0${until}.`,
  closed: "Доступ по этому платежу закрыт.",
  disputed: "Платёж оспорен в банке",
  disputedText: "Ждём, что решит банк.",
  suspended: "Доступ по этому платежу приостановлен.",
  mismatch: "Проверяем платёж вручную",
  mismatchText:
    "Данные платёжной системы не сошлись со счётом. Деньги не потеряются: мы разберёмся и напишем в чат.",
  back: "К подписке",
} as const;

/** While a provider does not answer, or after it has refused. */
export const otherWays = {
  title: "Оплатите по-другому",
  same: "Тариф и срок те же.",
  sameWithCode: (code: string) => `Тариф и срок те же, промокод ${code} тоже действует.`,
  pay: (way: string, sum: string) => `${way}, ${sum}`,
  taken: "Счёт закрыт",
  takenText: "Вы выбрали другой способ оплаты. По этому счёту деньги не списаны.",
} as const;

/** Why a payment came to nothing, by the provider's word for it. */
const cancelReasons: Readonly<Record<string, string>> = {
  "3d_secure_failed": "Банк не дождался кода подтверждения.",
  authentication_required: "Банк не дождался подтверждения.",
  call_issuer: "Банк отклонил платёж. Позвоните в банк или заплатите другой картой.",
  canceled_by_merchant: "Мы закрыли этот счёт.",
  card_declined: "Банк отклонил платёж. Попробуйте другую карту.",
  card_expired: "Срок действия карты закончился.",
  country_forbidden: "Картой этой страны заплатить нельзя. Попробуйте другую.",
  driver: "Вы отменили оплату.",
  expired: "Время на оплату вышло.",
  expired_card: "Срок действия карты закончился.",
  expired_on_capture: "Время на оплату вышло.",
  expired_on_confirmation: "Время на оплату вышло.",
  fraud_suspected: "Банк счёл платёж подозрительным. Попробуйте другую карту.",
  general_decline: "Банк отклонил платёж и не сказал почему. Попробуйте другую карту или позже.",
  identification_required: "Для этого кошелька нужна идентификация. Попробуйте карту.",
  insufficient_funds: "Не хватило денег на счёте.",
  internal_timeout: "Платёжная система не успела ответить. Попробуйте ещё раз.",
  invalid_card_number: "Номер карты введён с ошибкой.",
  invalid_csc: "Код с обратной стороны карты введён с ошибкой.",
  issuer_unavailable: "Банк сейчас недоступен. Попробуйте позже.",
  loan_declined: "В рассрочке отказали. Попробуйте карту.",
  mismatch_dismissed: "Мы проверили этот платёж: к счёту он не подошёл, и счёт закрыт.",
  payment_method_limit_exceeded: "Превышен лимит карты. Попробуйте другую.",
  payment_method_restricted: "Платежи с этой карты запрещены. Попробуйте другую.",
  permission_revoked: "Разрешение на списание отозвано.",
  unsupported_mobile_operator: "С этого оператора заплатить нельзя. Попробуйте карту.",
};

/** Staff has looked at money that did not fit, and not taken it for this order. */
export function isDismissed(reason: string | undefined): boolean {
  return reason === "mismatch_dismissed";
}

export function cancelReason(reason: string | undefined): string {
  return cancelReasons[reason ?? ""] ?? cancelReasons["general_decline"]!;
}

export const paywall = {
  respond: "Откликаться можно с подпиской",
  contacts: "Телефон открывается с подпиской",
  respondText: "Диспетчер увидит ваше имя и телефон сразу, как только вы откликнетесь.",
  contactsText: "Позвоните грузовладельцу напрямую.",
  expired: "Ваша подписка закончилась.",
  action: "Посмотреть тарифы",
  off: "Оплата сейчас не принимается. Загляните позже.",
  withSubscription: "Диспетчер сразу увидит ваше имя и телефон. Это входит в подписку.",
} as const;

const plans = {
  free: "Сейчас всё бесплатно",
  none: "Нет: откройте отклики и контакты",
  trial: (until: string) => `Пробный период до ${until}`,
  active: (until: string) => `До ${until}`,
  grace: (until: string) => `Закончилась ${until}, пока всё открыто`,
  expired: (until: string) => `Закончилась ${until}`,
} as const;

interface Standing {
  readonly status: Exclude<keyof typeof plans, "free">;
  readonly expiresAt?: string;
}

/** How the subscription stands, in the profile. `isWalled`: something needs one. */
export function planText({ status, expiresAt = "" }: Standing, isWalled: boolean): string {
  if (status === "none") return isWalled ? plans.none : plans.free;
  return plans[status](formatDatedMoment(expiresAt));
}
