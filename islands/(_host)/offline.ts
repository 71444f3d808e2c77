// No connection, as the open page shows it: a notice while it lasts, answers that wait, and what became of them.
import { offline as texts, waiting as waitingTexts } from "../../texts/offline.ts";
import { noteWaiting } from "./load_offline.ts";
import { sendWaiting } from "./send_waiting.ts";
import { signedInDriver } from "./sign_in.ts";
import { allWaiting, takeBack, wait } from "./waiting.ts";

export function bearOffline(): void {
  const gone = () => {
    if (!document.querySelector("[data-offline]")) document.body.append(bar(texts.now, "offline"));
  };
  if (navigator.onLine) void send().then(show);
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
  // A page from the phone's memory makes room for the real one, unless something is being typed. Only now: where the
  // browser merely believes in a connection, this page would load itself for ever.
  const typing = document.activeElement?.matches("input, textarea");
  if (document.querySelector("main [data-offline]") && !typing) location.reload();
  else await show();
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
  noteWaiting(answers.length > 0);
  for (const { path, outcome } of answers) {
    const here = path === location.pathname;
    if (outcome === undefined) {
      if (here) showQueued(path);
      continue;
    }
    await takeBack(path);
    if (here && outcome === "sent") {
      // The page says so itself, once it is drawn anew.
      if (!document.querySelector("#respond [data-status]")) return location.reload();
      continue;
    }
    const link = Object.assign(document.createElement("a"), { href: path, textContent: waitingTexts.open });
    const news = bar(`${waitingTexts[outcome]} `, outcome);
    if (!here) news.append(link);
    document.body.append(news);
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
