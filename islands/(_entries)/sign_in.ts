// On the anonymous shell: signs in with what Telegram gave and shows the page that was asked for.
import { readLaunch } from "../(_host)/launch.ts";
import { signIn } from "../(_host)/sign_in.ts";
import { pageOf } from "../(_host)/start_page.ts";

const root = document.documentElement;
const launch = readLaunch();
document.querySelector("[data-action=retry]")?.addEventListener("click", () => void tryToSignIn());
if (launch?.initData) void tryToSignIn();

async function tryToSignIn(): Promise<void> {
  if (!launch) return;
  root.dataset.signIn = "waiting";
  const detail = await signIn(launch, pageOf(location, launch.startParam));
  const sentence = document.querySelector("[data-detail]");
  if (detail && sentence) sentence.textContent = detail;
  root.dataset.signIn = "failed";
}
