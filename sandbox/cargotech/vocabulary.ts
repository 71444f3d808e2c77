// The dictionaries of the exchange and the words loads are described with.

export interface DictionaryItem {
  id: number;
  name: string;
  short_name: string;
}

export const TRUCK_TYPES: readonly DictionaryItem[] = [
  { id: 1, name: "тентованный", short_name: "тент." },
  { id: 2, name: "бортовой", short_name: "борт." },
  { id: 3, name: "изотермический", short_name: "изотерм." },
  { id: 4, name: "цельнометаллический", short_name: "цельномет." },
  { id: 5, name: "контейнеровоз", short_name: "конт." },
  { id: 6, name: "рефрижератор", short_name: "реф." },
  { id: 7, name: "самосвал", short_name: "самосв." },
  { id: 8, name: "шторный", short_name: "штор." },
  { id: 9, name: "низкорамный трал", short_name: "трал" },
  { id: 10, name: "зерновоз", short_name: "зерн." },
  { id: 11, name: "манипулятор", short_name: "манип." },
  { id: 12, name: "автовоз", short_name: "автовоз" },
];

export const LOAD_TYPES: readonly DictionaryItem[] = [
  { id: 1, name: "задняя", short_name: "задн." },
  { id: 2, name: "боковая", short_name: "бок." },
  { id: 3, name: "верхняя", short_name: "верх." },
  { id: 4, name: "полная растентовка", short_name: "растент." },
  { id: 5, name: "гидроборт", short_name: "гидроб." },
  { id: 6, name: "со снятием стоек", short_name: "стойки" },
];

/** A class of vehicle: limits in tonnes and m³, the bodies and loadings it comes with, its price level. */
export interface VehicleClass {
  share: number;
  tonnes: readonly [number, number];
  cubicMetres: readonly [number, number];
  truckTypes: readonly number[];
  loadTypes: readonly number[];
  cargo: readonly string[];
  /** Price of a kilometre against an ordinary 20-tonne tent. */
  priceLevel: number;
}

const GOODS = ["ТНП", "Мебель", "Бытовая техника", "Одежда и обувь", "Оборудование", "Бумага", "Напитки"];
const BUILDING = [
  "Стройматериалы",
  "Кирпич на поддонах",
  "Металлопрокат",
  "Пиломатериалы",
  "Утеплитель",
  "Трубы",
];
const COLD = [
  "Мясо охлаждённое",
  "Заморозка",
  "Молочная продукция",
  "Овощи",
  "Фрукты",
  "Рыба с/м",
  "Мороженое",
];

export const VEHICLE_CLASSES: readonly VehicleClass[] = [
  {
    share: 10,
    tonnes: [0.3, 1.5],
    cubicMetres: [3, 9],
    truckTypes: [1, 4, 3],
    loadTypes: [1, 2, 5],
    cargo: GOODS,
    priceLevel: 0.62,
  },
  {
    share: 10,
    tonnes: [1, 3],
    cubicMetres: [8, 16],
    truckTypes: [1, 3, 4],
    loadTypes: [1, 2, 5],
    cargo: GOODS,
    priceLevel: 0.7,
  },
  {
    share: 12,
    tonnes: [2, 5],
    cubicMetres: [15, 36],
    truckTypes: [1, 3, 6],
    loadTypes: [1, 2, 5],
    cargo: [...GOODS, ...COLD],
    priceLevel: 0.8,
  },
  {
    share: 10,
    tonnes: [4, 10],
    cubicMetres: [25, 54],
    truckTypes: [1, 2, 3, 6],
    loadTypes: [1, 2, 3],
    cargo: [...GOODS, ...BUILDING],
    priceLevel: 0.9,
  },
  {
    share: 30,
    tonnes: [14, 20],
    cubicMetres: [60, 83],
    truckTypes: [1, 8],
    loadTypes: [1, 2, 3, 4],
    cargo: [...GOODS, ...BUILDING],
    priceLevel: 1,
  },
  {
    share: 16,
    tonnes: [12, 20],
    cubicMetres: [60, 82],
    truckTypes: [6, 3],
    loadTypes: [1],
    cargo: COLD,
    priceLevel: 1.15,
  },
  {
    share: 6,
    tonnes: [15, 20],
    cubicMetres: [30, 60],
    truckTypes: [2, 1, 11],
    loadTypes: [3, 2, 6],
    cargo: BUILDING,
    priceLevel: 1,
  },
  {
    share: 3,
    tonnes: [18, 27],
    cubicMetres: [22, 40],
    truckTypes: [7, 10],
    loadTypes: [3],
    cargo: ["Зерно", "Щебень", "Песок", "Удобрения"],
    priceLevel: 0.95,
  },
  {
    share: 2,
    tonnes: [15, 40],
    cubicMetres: [30, 90],
    truckTypes: [9],
    loadTypes: [1, 3],
    cargo: ["Спецтехника", "Станок", "Экскаватор"],
    priceLevel: 1.4,
  },
  {
    share: 1,
    tonnes: [10, 24],
    cubicMetres: [33, 76],
    truckTypes: [5],
    loadTypes: [1],
    cargo: ["Контейнер 40 футов", "Контейнер 20 футов"],
    priceLevel: 1.05,
  },
];

export const COMMENTS: readonly string[] = [
  "Без догруза. Документы по ЭДО, оплата 7 банковских дней.",
  "Погрузка по записи, опоздание — сдвиг на следующий день.",
  "Нужны ремни 10 шт. и коники. Полная растентовка не требуется.",
  "Оплата на карту на выгрузке.",
  "С НДС, 14 рабочих дней по оригиналам. Скан ТТН сразу.",
  "Без НДС 5–7 дней по сканам.",
  "Режим −18, термописец обязателен, санпаспорт у водителя.",
  "Температура +2…+4, распечатка с рефа при выгрузке.",
  "Пропуск в МКАД на день нужен свой.",
  "Выгрузка в РЦ, слот на 06:00, бахилы и жилет иметь с собой.",
  "Водитель участвует в пересчёте паллет, 33 паллета.",
  "Догруз возможен, осталось 6 метров.",
  "Растентовка сбоку обязательна, грузят краном.",
  "Звонить с 9 до 18 по Москве, потом — в мессенджер.",
  "Аванс 30 % на топливо после погрузки.",
  "Простой оплачиваем со вторых суток, 5000 ₽/сутки.",
  "Круглосуточная погрузка, очередь 2–3 машины.",
  "Нужны борта и стойки, груз выступает на 40 см.",
  "Чистый кузов без запаха, пищёвка. Медкнижка обязательна.",
  "Кругорейс, обратно готовы дать груз.",
];

export const STREETS: readonly string[] = [
  "ул. Промышленная",
  "Складской проезд",
  "ул. Заводская",
  "Южное шоссе",
  "ул. Транспортная",
  "ул. Индустриальная",
  "Объездная дорога",
  "ул. Элеваторная",
  "Северный промузел",
  "ул. Путейская",
  "ул. Строителей",
  "ул. Базовая",
];

export const LOGISTS: readonly string[] = [
  "Анна",
  "Ольга",
  "Сергей",
  "Дмитрий Алексеевич",
  "Екатерина",
  "Марина Викторовна",
  "Алексей",
  "Ирина",
  "Павел",
  "Наталья",
  "Руслан",
  "Светлана Юрьевна",
  "Максим",
  "Виктория",
  "Игорь Петрович",
  "Дарья",
  "Тимур",
  "Юлия",
];
