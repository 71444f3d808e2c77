// How a change of the client's theme reaches the script that shows it.
import type { ThemeParams } from "./theme.ts";

export const CHANGED = "host-theme";

export function tellTheme(theme: ThemeParams): void {
  dispatchEvent(new CustomEvent(CHANGED, { detail: theme }));
}
