// Words of people and of the exchange as the Bot API's HTML: never markup, never longer than they may be.

/** Escapes text for the Bot API's HTML ("Formatting options"). */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A line of at most `longest` characters, marked where it was cut, escaped. */
export function line(text: string, longest: number): string {
  return cut(text.replace(/[\p{Cc}\p{Zl}\p{Zp} ]+/gu, " ").trim(), longest);
}

/** As `line`, with its own line breaks. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return escapeHtml(text);
  // Half a character at the end would be no text at all.
  return escapeHtml(text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "")) + "…";
}
