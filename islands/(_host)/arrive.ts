// The first page of a visit, when the browser still had a session: Telegram says who has come and where to.
import { forgetKept } from "./forget_kept.ts";
import { readLaunch } from "./launch.ts";
import { driverOf, forgetDriver, signedInDriver, signIn } from "./sign_in.ts";
import { pageOf } from "./start_page.ts";

/** Resolves at once on every page but the first of a visit. */
export async function arrive(): Promise<void> {
  if (!location.hash.includes("tgWebAppData=")) return;
  const launch = readLaunch();
  if (!launch) return;
  const page = pageOf(location, launch.startParam);
  if (driverOf(launch) !== signedInDriver()) return await changeDriver(launch, page);
  if (page !== location.pathname + location.search) location.replace(page);
  // Telegram's word is no part of an address: it would stay in the history and be sent along with it.
  else history.replaceState(null, "", page);
}

/** Somebody else's phone, or another account: nobody acts in the name of who was here before. */
async function changeDriver(...[launch, page]: Parameters<typeof signIn>): Promise<void> {
  const shown = document.documentElement;
  await signIn(launch, page);
  if (document.documentElement !== shown) return;
  forgetDriver();
  await forgetKept();
  const ended = await fetch("/api/auth/logout", { method: "POST" }).catch(() => null);
  // Without a connection the session stays for now, and so nothing of it may be shown.
  if (ended) location.reload();
  else location.replace("/offline");
}
