// The driver an address names.
import type { App } from "../../../../domain/app.ts";

/** Null when the text is no id, or nobody with that id ever signed in. */
export async function driverIdOf({ drivers }: Pick<App, "drivers">, text: string): Promise<number | null> {
  if (!/^\d{1,16}$/.test(text)) return null;
  return await drivers.find(Number(text)) === null ? null : Number(text);
}
