// On the anonymous shell: hands Telegram's word for who this is to the server and puts the page it answers with in
// place of the shell. One round trip; the answer is the whole document.
import { readLaunch } from "../(_host)/launch.ts";
import { pageOf } from "../(_host)/start_page.ts";

const root = document.documentElement;
const launch = readLaunch();
document.querySelector("[data-action=retry]")?.addEventListener("click", () => void signIn());
if (launch?.initData) void signIn();

async function signIn(): Promise<void> {
  root.dataset.signIn = "waiting";
  const page = pageOf(location, launch?.startParam ?? null);
  const answer = await fetch("/api/auth/telegram", {
    method: "POST",
    headers: { "accept": "text/html", "content-type": "application/json", "x-page": page },
    body: JSON.stringify({ initData: launch?.initData }),
  }).catch(() => null);
  const body = await answer?.text().catch(() => null) ?? null;
  if (!answer || body === null) return fail(null);
  if (!answer.headers.get("content-type")?.startsWith("text/html")) return fail(detailOf(body));
  // The fragment has done its work, and a reload must ask for the page that is shown.
  history.replaceState(null, "", answer.headers.get("content-location") ?? page);
  document.open();
  document.write(body);
  document.close();
}

/** `detail` null: there was no answer, and the sentence of the shell is right. */
function fail(detail: string | null): void {
  const sentence = document.querySelector("[data-detail]");
  if (detail && sentence) sentence.textContent = detail;
  root.dataset.signIn = "failed";
}

function detailOf(problem: string): string | null {
  try {
    return String(JSON.parse(problem).detail ?? "") || null;
  } catch {
    return null; // Not from us: a proxy's page, say.
  }
}
