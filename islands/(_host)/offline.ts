// No connection, as the open page shows it: a notice while it lasts, answers that wait, and what became of them.
import { offline as texts, waiting as waitingTexts } from "../../texts/offline.ts";
import { noteWaiting } from "./load_offline.ts";
import { sendWaiting } from "./send_waiting.ts";
import { signedInDriver } from "./sign_in.ts";
import { allWaiting, takeBack, wait } from "./waiting.ts";

/** Pauses between looks for the connection of a page that was loaded without one, milliseconds. */
const LOOK = { first: 2_000, longest: 60_000 };
/** Answers told of by this page. */
const told = new Set<string>();
/** The page is about to be another, which tells what there is to tell. */
let leaving = false;

export function bearOffline(): void {
  const gone = () => {
    if (!document.querySelector("[data-offline]")) document.body.append(bar(texts.now, "offline"));
  };
  if (navigator.onLine) void send().then(show).then(() => lookAgain());
  else {
    gone();
    void show();
  }
  addEventListener("offline", gone);
  addEventListener("online", () => void back());
  document.addEventListener("submit", keepForLater, true);
  navigator.serviceWorker?.addEventListener("message", () => void show());
}

async function back(): Promise<void> {
  document.querySelector("body > [data-offline]")?.remove();
  await send();
  if (isKept() && mayLeave()) leave();
  else {
    await show();
    await lookAgain();
  }
}

/**
 * A page from the phone's memory makes room for the real one, also when it was loaded in the moment in which the
 * connection came. Not before the server answers: where the browser merely believes in a connection, this page would load
 * itself for ever.
 */
async function lookAgain(pause = LOOK.first): Promise<void> {
  if (!isKept()) return;
  await new Promise((resolve) => setTimeout(resolve, pause));
  const asked = navigator.onLine && !leaving && fetch("/health/live", { cache: "no-store" });
  const reached = await Promise.resolve(asked).then((answer) => answer && answer.ok, () => false);
  if (reached && isKept() && mayLeave()) leave();
  else if (!leaving) await lookAgain(Math.min(2 * pause, LOOK.longest));
}

/** The page that is shown where nothing was kept has an address of its own, at which it is the real one. */
const isKept = () =>
  location.pathname !== "/offline" && document.querySelector("main [data-offline]") !== null;

/** Neither what is being typed is lost, nor news that nobody has read. */
const mayLeave = () =>
  !document.activeElement?.matches("input, textarea") &&
  !document.querySelector(".bar[data-sent], .bar[data-refused]");

function leave(): void {
  leaving = true;
  location.reload();
}

/** Where nothing can be stored, nothing waits either. */
function send(): Promise<boolean> {
  return sendWaiting().catch(() => false);
}

/** What waits and what became of it. Where a frame may store nothing, nothing waits either. */
function show(): Promise<void> {
  return showWaiting().catch(() => {});
}

/** The browser knows already that the form would not arrive; when it does not, the service worker finds out. */
function keepForLater(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (navigator.onLine || form.dataset.form !== "respond") return;
  const driver = String(signedInDriver());
  const typed = new URLSearchParams(new FormData(form) as unknown as URLSearchParams).toString();
  event.preventDefault();
  event.stopPropagation();
  wait({ path: location.pathname, driver, form: typed }).then(show, () => form.submit());
}

async function showWaiting(): Promise<void> {
  const answers = await allWaiting();
  if (leaving) return;
  noteWaiting(answers.length > 0);
  for (const { path, key, outcome } of answers) {
    const here = path === location.pathname;
    if (outcome === undefined) {
      if (here) showQueued(path);
      continue;
    }
    if (told.has(key) || leaving) continue;
    told.add(key);
    if (here && outcome === "sent") {
      await takeBack(path);
      // The page says so itself, once it is drawn anew.
      if (!document.querySelector("#respond [data-status]")) return leave();
      continue;
    }
    const link = Object.assign(document.createElement("a"), { href: path, textContent: waitingTexts.open });
    const news = bar(`${waitingTexts[outcome]} `, outcome);
    if (!here) news.append(link);
    // Shown first: a page that is left in between must not take the news with it.
    document.body.append(news);
    await takeBack(path);
  }
}

/** In place of the form, which is there again when the answer is taken back. */
function showQueued(path: string): void {
  const form = document.querySelector<HTMLFormElement>("form[data-form=respond]");
  if (!form || form.hidden) return;
  const queued = document.createElement("div");
  queued.className = "stack";
  queued.dataset.queued = "";
  const cancel = document.createElement("button");
  Object.assign(cancel, { type: "button", className: "button quiet", textContent: waitingTexts.cancel });
  cancel.addEventListener("click", async () => {
    await takeBack(path);
    await show();
    queued.remove();
    form.hidden = false;
  });
  const said = document.createElement("p");
  Object.assign(said, { className: "warning", role: "status", textContent: waitingTexts.queued });
  queued.append(said, cancel);
  form.before(queued);
  form.hidden = true;
  queued.scrollIntoView({ block: "nearest" });
}

/** Over the tab bar: nothing moves when it comes or goes. */
function bar(text: string, kind: string): HTMLElement {
  const shown = document.createElement("p");
  shown.className = "bar";
  shown.setAttribute("role", "status");
  shown.setAttribute(`data-${kind}`, "");
  shown.textContent = text;
  return shown;
}
