// On every page of the Mini App: tells Telegram we are here, follows its theme and viewport, mirrors its back button,
// and keeps what the page says of the driver's responses true.
import { arrive } from "../(_host)/arrive.ts";
import { mirrorBackLink } from "../(_host)/back.ts";
import { guardForms } from "../(_host)/forms.ts";
import { followResponses } from "../(_host)/live.ts";
import { openHost } from "../(_host)/open_host.ts";
import { keepTheme } from "../(_host)/stored_theme.ts";
import { keepTyped } from "../(_host)/typed.ts";

const host = openHost();
keepTyped();
guardForms(host);
// The tab bar is there for those who are signed in.
if (document.querySelector(".tabs")) {
  void arrive();
  followResponses(() => host?.haptic("success"));
}
mirrorBackLink(host);
if (host) {
  host.ready();
  host.expand();
  const root = document.documentElement.style;
  host.on("theme", keepTheme);
  host.on("viewport", ({ height, stable }) => {
    if (stable) root.setProperty("--tg-viewport-stable-height", `${height}px`);
  });
  // The client's controls lie inside what the device leaves free, so both are added (CSS does).
  host.on("safeArea", ({ top, bottom }) => {
    root.setProperty("--tg-safe-area-top", `${top}px`);
    root.setProperty("--tg-safe-area-bottom", `${bottom}px`);
  });
  host.on("contentSafeArea", ({ top, bottom }) => {
    root.setProperty("--tg-content-safe-area-top", `${top}px`);
    root.setProperty("--tg-content-safe-area-bottom", `${bottom}px`);
  });
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href^='https://t.me/']");
    if (!link) return;
    event.preventDefault();
    host.openTelegramLink(link.href);
  });
  const answered = document.querySelector("#respond [data-status]");
  if (answered && cameFromThisPage()) host.haptic("success");
  if (document.querySelector("[role=alert]")) host.haptic("error");
}

function cameFromThisPage(): boolean {
  return document.referrer.split("#")[0] === location.href.split("#")[0];
}
