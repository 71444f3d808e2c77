// The theme across pages: applied before the first paint, kept when the client changes it.
import { readLaunch, recall, remember } from "./launch.ts";
import { applyPalette, paletteOf, type ThemeParams } from "./theme.ts";

const KEY = "theme";

/** The theme a visit starts with, then the one Telegram told last. */
export function showStoredTheme(): void {
  const isStart = location.hash.includes("tgWebAppThemeParams");
  const stored = (isStart ? null : recall(KEY)) ?? readLaunch()?.theme;
  const theme = stored && parsed(stored);
  if (theme) keepTheme(theme);
}

export function keepTheme(theme: ThemeParams): void {
  remember(KEY, JSON.stringify(theme));
  showTheme(theme);
}

function showTheme(theme: ThemeParams): void {
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
