// Hands Telegram's word for who this is to the server and puts the page it answers with in place of this one: one round
// trip, the answer is the whole document.
import { type Launch, recallHere, rememberHere } from "./launch.ts";

const KEY = "driver";

/** The person of initData; null when it names none. */
export function driverOf({ initData }: Pick<Launch, "initData">): number | null {
  try {
    return Number(JSON.parse(new URLSearchParams(initData).get("user") ?? "null")?.id) || null;
  } catch {
    return null; // Not from Telegram; the server will say so.
  }
}

/** Who signed in last in this browser; null when nobody did or nothing can be kept. */
export function signedInDriver(): number | null {
  return Number(recallHere(KEY)) || null;
}

/** Whether somebody signed out here, and nobody has signed in since. */
export function hasLeft(): boolean {
  return recallHere(KEY) === "";
}

export function forgetDriver(): void {
  rememberHere(KEY, "");
}

/** Resolves with what went wrong: a sentence of the server, or "" when there was no answer. Else the page is replaced. */
export async function signIn(launch: Launch, page: string): Promise<string> {
  const answer = await fetch("/api/auth/telegram", {
    method: "POST",
    headers: { "accept": "text/html", "content-type": "application/json", "x-page": page },
    body: JSON.stringify({ initData: launch.initData }),
  }).catch(() => null);
  const body = await answer?.text().catch(() => null) ?? null;
  if (!answer || body === null) return "";
  if (!answer.headers.get("content-type")?.startsWith("text/html")) return detailOf(body);
  rememberHere(KEY, String(driverOf(launch)));
  const address = answer.headers.get("content-location") ?? page;
  // The fragment has done its work, and a reload must ask for the page that is shown.
  history.replaceState(null, "", address);
  keep({ page: new URL(address, location.href).href, html: body, headers: [...answer.headers] });
  document.open();
  document.write(body);
  document.close();
  return "";
}

function detailOf(problem: string): string {
  try {
    return String(JSON.parse(problem).detail ?? "");
  } catch {
    return ""; // Not from us: a proxy's page, say.
  }
}

/** A page that came as an answer is none the service worker has seen: it is told, once there is one. */
function keep(page: { page: string; html: string; headers: [string, string][] }): void {
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage(page));
}
