// The theme across pages: applied before the first paint, kept when the client changes it. Only the script that blocks
// the first paint knows how; the others tell it.
import { readLaunch, recall, remember } from "./launch.ts";
import { applyPalette, paletteOf, type ThemeParams } from "./theme.ts";
import { CHANGED } from "./theme_changed.ts";

const KEY = "theme";

/** The theme a visit starts with, then the one Telegram told last, then each it tells. */
export function showStoredTheme(): void {
  const isStart = location.hash.includes("tgWebAppThemeParams");
  const stored = (isStart ? null : recall(KEY)) ?? readLaunch()?.theme;
  const theme = stored && parsed(stored);
  if (theme) keepTheme(theme);
  addEventListener(CHANGED, (event) => keepTheme((event as CustomEvent<ThemeParams>).detail));
}

function keepTheme(theme: ThemeParams): void {
  remember(KEY, JSON.stringify(theme));
  const palette = paletteOf(theme);
  if (palette) applyPalette(palette, document.documentElement);
}

function parsed(json: string): ThemeParams | null {
  try {
    return JSON.parse(json);
  } catch {
    return null; // Not from Telegram: our own colours will do.
  }
}
