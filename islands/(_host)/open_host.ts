// The host of this page, null in an ordinary browser.
import type { Host } from "./host.ts";
import { readLaunch } from "./launch.ts";
import { createHost } from "./telegram_host.ts";
import { openTransport } from "./transport.ts";

const TELEGRAM_WEB = ["https://web.telegram.org", "https://webk.telegram.org", "https://weba.telegram.org"];

export function openHost(): Host | null {
  const launch = readLaunch();
  const wire = launch && openTransport(globalThis.window, parentOrigins());
  return launch && wire && createHost(wire, launch.version);
}

/** Who may frame us is decided by the policy the server sends and kept by the browser: the parent there is, is allowed. */
function parentOrigins(): readonly string[] {
  const parent = location.ancestorOrigins?.[0];
  return parent === undefined ? TELEGRAM_WEB : [parent];
}
