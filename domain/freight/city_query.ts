// What a driver typed into a city field, as one question to the dictionary.

/**
 * Null under two letters (contract 2.4). The first letter is made a capital, as city names are written, so that
 * "моск" and "Моск" are one question.
 */
export function cityQuery(typed: string): string | null {
  const name = typed.trim().replace(/\s+/g, " ").slice(0, 60);
  const [first = ""] = name;
  return name.length < 2 ? null : first.toUpperCase() + name.slice(first.length);
}
