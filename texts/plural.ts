// A number with its noun in the case Russian asks for.

const rules = new Intl.PluralRules("ru-RU");
const whole = new Intl.NumberFormat("ru-RU");

/** "4 200" (non-breaking space). */
export const formatCount = (count: number): string => whole.format(count);

/** "1 груз", "2 груза", "4 200 грузов" (non-breaking spaces). */
export function plural(count: number, one: string, few: string, many: string): string {
  const rule = rules.select(count);
  return `${formatCount(count)}\u00a0${rule === "one" ? one : rule === "few" ? few : many}`;
}
