// The anonymous shell (components/SignInShell.tsx): signs in with what Telegram gave and shows the page that was asked for.
import { type Launch, readLaunch } from "./launch.ts";
import { signIn } from "./sign_in.ts";
import { pageOf } from "./start_page.ts";

/** Does nothing on other pages, and outside Telegram. */
export function signInOnShell(): void {
  const retry = document.querySelector("[data-action=retry]");
  const launch = readLaunch();
  if (!retry || !launch) return;
  retry.addEventListener("click", () => void tryToSignIn(launch));
  if (launch.initData) void tryToSignIn(launch);
}

async function tryToSignIn(launch: Launch): Promise<void> {
  const { dataset } = document.documentElement;
  dataset.signIn = "waiting";
  const detail = await signIn(launch, pageOf(location, launch.startParam));
  const sentence = document.querySelector("[data-detail]");
  if (detail && sentence) sentence.textContent = detail;
  dataset.signIn = "failed";
}
