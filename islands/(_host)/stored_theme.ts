// The theme across pages: applied before the first paint, kept when the client changes it.
import { readLaunch, recall, remember } from "./launch.ts";
import { applyPalette, paletteOf, type ThemeParams } from "./theme.ts";

const KEY = "theme";

/** The theme Telegram told last, else the one it started us with. */
export function showStoredTheme(): void {
  const stored = recall(KEY) ?? readLaunch()?.theme;
  if (stored) showTheme(JSON.parse(stored) as ThemeParams);
}

export function keepTheme(theme: ThemeParams): void {
  remember(KEY, JSON.stringify(theme));
  showTheme(theme);
}

function showTheme(theme: ThemeParams): void {
  const palette = paletteOf(theme);
  if (palette) applyPalette(palette, document.documentElement);
}
