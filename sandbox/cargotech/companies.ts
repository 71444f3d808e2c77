// Forwarders and shippers of the sandbox's exchange; their tax numbers have a valid check digit.
import type { Random } from "./random.ts";

export interface Company {
  id: number;
  inn: string;
  name: string;
  type: "broker" | "shipper";
  /** 0 not checked, 1 checked, 2 under suspicion. */
  security_status: number;
}

const PLACES = [
  "Волга",
  "Урал",
  "Сибирь",
  "Балтика",
  "Дон",
  "Кама",
  "Ока",
  "Енисей",
  "Алтай",
  "Нева",
  "Терек",
  "Восток",
];
const TRADES = ["ТрансЛогистик", "Карго", "Экспедиция", "Автолайн", "Снаб"];
const SHIPPERS = [
  "Комбинат стройматериалов",
  "Мебельная фабрика «Уют»",
  "Мясокомбинат «Степной»",
  "Завод напитков «Родник»",
  "Торговый дом «Метизы»",
  "Бумажная фабрика «Сокол»",
  "Агрохолдинг «Колос»",
  "Фабрика «Северное мороженое»",
  "Завод «Трубопласт»",
  "РЦ «Продукты рядом»",
  "Лесопильный завод «Тайга»",
  "Завод бытовой техники «Искра»",
];
const REGIONS = ["77", "78", "50", "54", "66", "16", "52", "63", "61", "23", "74", "36"];
const INN_WEIGHTS = [2, 4, 10, 3, 5, 9, 4, 6, 8];

/** The tenth digit of a legal entity's tax number (INN) for its first nine. */
export function innCheckDigit(nine: string): string {
  const sum = INN_WEIGHTS.reduce((total, weight, index) => total + weight * Number(nine[index]), 0);
  return String(sum % 11 % 10);
}

/** Sixty forwarders. */
export function makeBrokers(random: Random): Company[] {
  const names = PLACES.flatMap((place) => TRADES.map((trade) => `ООО «${place} ${trade}»`));
  return names.map((name, index) => makeCompany(random, index + 1, name, "broker"));
}

export function makeShippers(random: Random): Company[] {
  return SHIPPERS.map((name, index) => makeCompany(random, 1001 + index, `АО ${name}`, "shipper"));
}

function makeCompany(random: Random, id: number, name: string, type: Company["type"]): Company {
  const nine = random.pick(REGIONS) + String(random.int(0, 9_999_999)).padStart(7, "0");
  const security = random.weighted([0, 1, 2], (status) => [30, 65, 5][status] ?? 0);
  return { id, inn: nine + innCheckDigit(nine), name, type, security_status: security };
}
