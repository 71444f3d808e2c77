// What of the screen is ours, as CSS variables: pinned things stand on the stable height, and keep clear of the client's
// controls and the device's edges.
import type { Host } from "./host.ts";

export function followViewport(host: Host): void {
  const { style } = document.documentElement;
  host.on("viewport", ({ height, stable }) => {
    if (stable) style.setProperty("--tg-viewport-stable-height", `${height}px`);
  });
  // The client's controls lie inside what the device leaves free, so both are added (CSS does).
  for (
    const [event, name] of [["safeArea", "safe-area"], ["contentSafeArea", "content-safe-area"]] as const
  ) {
    host.on(event, ({ top, bottom }) => {
      style.setProperty(`--tg-${name}-top`, `${top}px`);
      style.setProperty(`--tg-${name}-bottom`, `${bottom}px`);
    });
  }
}
