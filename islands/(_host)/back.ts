// Telegram's back button does what the page's own back link does: the list as it was, with its filters. So does the tab
// of the list; on the list itself it begins the same list anew.
import type { Host } from "./host.ts";
import { recall, remember } from "./launch.ts";

const LIST = "list";

export function mirrorBackLink(host: Host | null): void {
  if (location.pathname === "/") remember(LIST, location.pathname + location.search);
  const list = recall(LIST);
  const tab = document.querySelector<HTMLAnchorElement>(".tabs a[href='/']");
  if (list && tab) tab.href = list;
  const link = document.querySelector<HTMLAnchorElement>("a[data-back]");
  host?.showBack(link !== null);
  if (!link) return;
  if (list && link.pathname === "/") link.href = list;
  const goBack = () =>
    cameFromHere(document.referrer, location.href) ? history.back() : location.assign(link.href);
  host?.on("back", goBack);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goBack();
  });
}

/** Going back keeps the list as it was, but only when the page before is ours and another one. */
export function cameFromHere(referrer: string, here: string): boolean {
  if (referrer === "") return false;
  const [before, now] = [new URL(referrer), new URL(here)];
  return before.origin === now.origin && before.pathname !== now.pathname;
}
