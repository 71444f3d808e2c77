// Colours as WCAG 2.2 measures them.

/** Whether it is written "#rrggbb", the only form Telegram uses. */
export function isColour(text: string | undefined): text is string {
  return /^#[\da-f]{6}$/i.test(text ?? "");
}

/** WCAG contrast of two colours, 1 to 21; NaN when either is none. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** Relative luminance, 0 to 1; NaN when it is no colour. */
export function luminance(colour: string): number {
  if (!isColour(colour)) return NaN;
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const channel = value / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `share` (0 to 1) of `b` in `a`. */
export function mix(a: string, b: string, share: number): string {
  if (share === 0) return a;
  const [from, to] = [channels(a), channels(b)];
  return "#" + from.map((value, at) => {
    const mixed = Math.round(value + ((to[at] ?? value) - value) * share);
    return mixed.toString(16).padStart(2, "0");
  }).join("");
}

/** Red, green and blue, 0 to 255. */
function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}
