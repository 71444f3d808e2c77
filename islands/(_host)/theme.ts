// Telegram's theme as CSS variables. Users can make unreadable themes, so every ink is moved towards the text colour
// until it can be read on both backgrounds (WCAG 1.4.3), and what shows where a control is until it can be seen
// (1.4.11); where the theme names no colour, ours is the start. docs/design.md says what each is for.
import { contrast, isColour, luminance, mix } from "./contrast.ts";

/** Colours as Telegram names them ("bg_color": "#ffffff"). */
export type ThemeParams = Readonly<Record<string, string>>;

export interface Palette {
  readonly scheme: "light" | "dark";
  /** "--tg-theme-…" → "#rrggbb". */
  readonly colours: Readonly<Record<string, string>>;
}

const READABLE = 4.5;
const VISIBLE = 3;
const STEPS = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];

/** What lies on the page's backgrounds, how well it must stand out, and ours where the theme has none: light, dark. */
const INKS: readonly [name: string, contrast: number, light: string, dark: string][] = [
  ["hint_color", READABLE, "#57626d", "#a3aeb9"],
  ["link_color", READABLE, "#155fb0", "#82bbf7"],
  ["accent_text_color", READABLE, "#155fb0", "#82bbf7"],
  ["destructive_text_color", READABLE, "#b3261e", "#ff8f86"],
  ["good_color", READABLE, "#14602c", "#a4e6b7"],
  ["control_line_color", VISIBLE, "#7b8691", "#7d8995"],
  ["star_color", VISIBLE, "#a86400", "#ffc35c"],
];
const BUTTON = { light: "#1769c4", dark: "#1769c4" };

/** Null when text cannot be read on the theme's own backgrounds: then nothing of it is used. */
export function paletteOf(theme: ThemeParams): Palette | null {
  const text = theme.text_color ?? "";
  const page = theme.secondary_bg_color ?? theme.bg_color ?? "";
  const surface = theme.section_bg_color ?? theme.bg_color ?? "";
  const onBoth = (ink: string) => Math.min(contrast(ink, page), contrast(ink, surface));
  if (!(onBoth(text) >= READABLE)) return null;
  const scheme = luminance(page) < luminance(text) ? "dark" : "light";
  const colours: Record<string, string> = {};
  const set = (name: string, colour: string) => {
    colours[`--tg-theme-${name.replaceAll("_", "-")}`] = colour;
  };
  set("text_color", text);
  set("secondary_bg_color", page);
  set("section_bg_color", surface);
  set("line_color", mix(surface, text, 0.14));
  for (const [name, wanted, light, dark] of INKS) {
    const own = scheme === "dark" ? dark : light;
    const ink = isColour(theme[name]) ? theme[name] : own;
    set(name, STEPS.map((share) => mix(ink, text, share)).find((tried) => onBoth(tried) >= wanted) ?? text);
  }
  const button = isColour(theme.button_color) ? theme.button_color : BUTTON[scheme];
  set("button_color", button);
  set("button_text_color", labelOn(button, theme.button_text_color ?? ""));
  return { scheme, colours };
}

/** The theme's own label where it can be read, else white or black: one of them always can. */
function labelOn(button: string, label: string): string {
  return [label, "#ffffff"].find((tried) => contrast(tried, button) >= READABLE) ?? "#000000";
}

/** Replaces what an earlier palette set on the root element. */
export function applyPalette({ scheme, colours }: Palette, root: HTMLElement): void {
  root.dataset.scheme = scheme;
  for (const name of [...root.style].filter((name) => name.startsWith("--tg-theme-"))) {
    root.style.removeProperty(name);
  }
  for (const name in colours) root.style.setProperty(name, colours[name] ?? "");
}
