// On every page of the Mini App: tells Telegram we are here, follows its theme and viewport, mirrors its buttons, bears
// with a lost connection, signs in, and keeps what the page says of the driver's responses true.
import { arrive } from "../(_host)/arrive.ts";
import { askBeforehand } from "../(_host)/asks.ts";
import { mirrorBackLink } from "../(_host)/back.ts";
import { copyOnPress } from "../(_host)/copy.ts";
import { guardForms } from "../(_host)/forms.ts";
import { showGoing } from "../(_host)/going.ts";
import { pressHearts } from "../(_host)/hearts.ts";
import { offerHomeScreen } from "../(_host)/home_screen.ts";
import { followChanges } from "../(_host)/live.ts";
import { mirrorMainButton } from "../(_host)/main_button.ts";
import { openHost } from "../(_host)/open_host.ts";
import { loadOffline } from "../(_host)/load_offline.ts";
import { claimPage, giveWay, isSomebodyElses } from "../(_host)/owner.ts";
import { payOutside } from "../(_host)/pay.ts";
import { sharePhoneOnPress } from "../(_host)/share_phone.ts";
import { signInOnShell } from "../(_host)/shell.ts";
import { tellTheme } from "../(_host)/theme_changed.ts";
import { keepTyped } from "../(_host)/typed.ts";
import { guardUnsaved } from "../(_host)/unsaved.ts";
import { followViewport } from "../(_host)/viewport.ts";
import { startWorker } from "../(_host)/worker.ts";

const { search: build } = new URL((document.currentScript as HTMLScriptElement).src);
const isFarewell = document.querySelector("[data-farewell]") !== null;
const host = openHost();
keepTyped();
loadOffline(build);
if (host) askBeforehand(host);
pressHearts(host);
guardForms(host);
showGoing();
copyOnPress();
sharePhoneOnPress(host);
mirrorBackLink(host);
const drawMainButton = host && mirrorMainButton(host);

// The tab bar is there for those who are signed in; a page without it is nobody's and may be seen by anybody.
const isSomebodys = document.querySelector(".tabs") !== null;
signInOnShell();
if (!isSomebodys) delete document.documentElement.dataset.stranger;
if (isSomebodys && !isFarewell) {
  void arrive().then(claimPage);
  followChanges(() => {
    host?.haptic("success");
    drawMainButton?.();
  });
  startWorker(build);
}
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && isSomebodyElses()) giveWay();
});

if (host) {
  host.on("theme", (theme) => {
    tellTheme(theme);
    host.paint(getComputedStyle(document.documentElement).getPropertyValue("--page").trim());
    drawMainButton?.();
  });
  followViewport(host);
  guardUnsaved(host);
  payOutside(host);
  host.ready();
  host.expand();
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href^='https://t.me/']");
    if (!link) return;
    event.preventDefault();
    host.openTelegramLink(link.href);
  });
  const answered = document.querySelector("#respond [data-status]");
  if (answered && cameFromThisPage()) host.haptic("success");
  if (document.querySelector("[role=alert]:not([data-state])")) host.haptic("error");
  offerHomeScreen(host);
}

function cameFromThisPage(): boolean {
  return document.referrer.split("#")[0] === location.href.split("#")[0];
}
