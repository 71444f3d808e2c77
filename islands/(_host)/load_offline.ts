// Most visits have a connection, so what bears with its loss is a script of its own, loaded when it is needed: it is
// among what the service worker keeps.
import { recallHere, rememberHere } from "./launch.ts";

const KEY = "waiting";

/** `build`: the query that names the build in addresses of assets. */
export function loadOffline(build: string): void {
  const load = () => {
    if (document.querySelector("script[data-bears]")) return;
    const script = Object.assign(document.createElement("script"), { src: `/entries/offline.js${build}` });
    script.dataset.bears = "";
    document.head.append(script);
  };
  addEventListener("offline", load);
  navigator.serviceWorker?.addEventListener("message", load);
  if (!navigator.onLine || document.querySelector("main [data-offline]") || recallHere(KEY)) load();
}

/** Whether a page that opens has answers to send or to tell of. */
export function noteWaiting(any: boolean): void {
  rememberHere(KEY, any ? "yes" : "");
}
