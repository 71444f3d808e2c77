// Telegram's theme as CSS variables. Users can make unreadable themes, so a pair of colours is taken only when its
// contrast is at least 4.5 (WCAG 1.4.3); our own palette stands behind every variable.

/** Colours as Telegram names them ("bg_color": "#ffffff"). */
export type ThemeParams = Readonly<Record<string, string>>;

export interface Palette {
  readonly scheme: "light" | "dark";
  /** "--tg-theme-…" → "#rrggbb". */
  readonly colours: Readonly<Record<string, string>>;
}

const READABLE = 4.5;
/** What is written on the page's backgrounds; what cannot be read there moves towards the text colour until it can. */
const INKS = ["hint_color", "link_color", "destructive_text_color"];

const STEPS = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875];

/** Null when text cannot be read on the theme's own backgrounds: then nothing of it is used. */
export function paletteOf(theme: ThemeParams): Palette | null {
  const text = theme.text_color ?? "";
  const page = theme.secondary_bg_color ?? theme.bg_color ?? "";
  const surface = theme.section_bg_color ?? theme.bg_color ?? "";
  const onBoth = (ink: string) => Math.min(contrast(ink, page), contrast(ink, surface)) >= READABLE;
  if (!onBoth(text)) return null;
  const colours: Record<string, string> = {};
  const set = (name: string, colour: string) => {
    colours[`--tg-theme-${name.replaceAll("_", "-")}`] = colour;
  };
  set("text_color", text);
  set("secondary_bg_color", page);
  set("section_bg_color", surface);
  for (const name of INKS) {
    const ink = theme[name];
    if (ink) set(name, STEPS.map((share) => mix(ink, text, share)).find(onBoth) ?? text);
  }
  const { button_color: button = "", button_text_color: label = "" } = theme;
  if (contrast(button, label) >= READABLE) {
    set("button_color", button);
    set("button_text_color", label);
  }
  return { scheme: luminance(page) < luminance(text) ? "dark" : "light", colours };
}

/** Replaces what an earlier palette set on the root element. */
export function applyPalette({ scheme, colours }: Palette, root: HTMLElement): void {
  root.dataset.scheme = scheme;
  for (const name of [...root.style].filter((name) => name.startsWith("--tg-theme-"))) {
    root.style.removeProperty(name);
  }
  for (const name in colours) root.style.setProperty(name, colours[name] ?? "");
}

/** WCAG contrast of two "#rrggbb"; NaN when either is no such colour. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** `share` of `b` in `a`; what is no colour stays itself. */
function mix(a: string, b: string, share: number): string {
  if (share === 0) return a;
  const [from, to] = [channels(a), channels(b)];
  return "#" + from.map((value, at) => {
    const mixed = Math.round(value + ((to[at] ?? value) - value) * share);
    return mixed.toString(16).padStart(2, "0");
  }).join("");
}

function luminance(colour: string): number {
  if (!/^#[\da-f]{6}$/i.test(colour)) return NaN;
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const channel = value / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Red, green and blue, 0 to 255. */
function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}
