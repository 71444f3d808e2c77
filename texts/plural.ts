// A number with its noun in the case Russian asks for.

const rules = new Intl.PluralRules("ru-RU");

/** "1 груз", "2 груза", "5 грузов" (non-breaking space). */
export function plural(count: number, one: string, few: string, many: string): string {
  const rule = rules.select(count);
  return `${count}\u00a0${rule === "one" ? one : rule === "few" ? few : many}`;
}
