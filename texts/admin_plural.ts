// A number with its noun in the console. Apart from plural.ts: shared with the console's islands, that would be one file
// more to load for the islands of every driver.

const rules = new Intl.PluralRules("ru-RU");
const whole = new Intl.NumberFormat("ru-RU");

/** "1 событие", "2 события", "4 200 событий". */
export function plural(count: number, one: string, few: string, many: string): string {
  const rule = rules.select(count);
  return `${whole.format(count)} ${rule === "one" ? one : rule === "few" ? few : many}`;
}
