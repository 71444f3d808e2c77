// The service worker. Assets are those of one build, named in the worker's own address; pages come from the network, and
// from the phone only when there is none, marked as such; an answer to a load that cannot leave waits.
import { offline as texts, savedAt } from "../../texts/offline.ts";
import { keepPage, keptDriver, keptList, keptPage } from "../(_host)/kept_pages.ts";
import { sendWaiting } from "../(_host)/send_waiting.ts";
import { wait } from "../(_host)/waiting.ts";
import type { WorkerScope } from "../(_host)/worker_scope.ts";

const worker = self as unknown as WorkerScope;
const build = location.search;
const ASSETS = `assets${build}`;
const OFFLINE = "/offline";
const SHELL = [
  OFFLINE,
  ...["/app.css", "/icon.svg", "/entries/first_paint.js", "/entries/host.js", "/entries/offline.js"]
    .map((path) => path + build),
];
const PAGE = /^\/($|(cargos|responses|favourites|searches|subscription|profile|offline)(\/|$))/;

worker.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(ASSETS).then((cache) => cache.addAll(SHELL)).then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldBuilds().then(() => worker.clients.claim()));
});

worker.addEventListener("message", (event) => event.waitUntil(keepSeen(event.data)));

worker.addEventListener("sync", (event) => {
  event.waitUntil(
    sendWaiting().then(async (settled) => {
      if (settled) { for (const page of await worker.clients.matchAll()) page.postMessage("settled"); }
    }),
  );
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate" && PAGE.test(url.pathname)) {
    event.respondWith(request.method === "GET" ? page(request, url, event) : posted(request, url));
  } else if (request.method === "GET" && isAsset(url)) event.respondWith(asset(request));
});

async function page(request: Request, url: URL, event: { waitUntil(done: Promise<unknown>): void }) {
  const answer = await fetch(request).catch(() => null);
  // Every answer of ours carries a request id: what does not is a gateway that cannot reach us.
  if (answer === null || (answer.status >= 500 && !answer.headers.has("x-request-id"))) {
    return await withoutNetwork(url);
  }
  event.waitUntil(keepPage(url, answer.clone()));
  return answer;
}

async function withoutNetwork(url: URL): Promise<Response> {
  const kept = await keptPage(url);
  if (kept) return await marked(kept);
  const list = url.pathname === "/" ? await keptList() : null;
  if (list !== null && list !== url.href) return Response.redirect(list, 303);
  return await caches.match(OFFLINE) ?? Response.error();
}

/** The kept page, saying that it is one. */
async function marked(kept: Response): Promise<Response> {
  const at = Number(kept.headers.get("x-kept-at"));
  const notice = `<p class="warning" role="status" data-offline>${texts.kept(savedAt(at, Date.now()))}</p>`;
  const html = (await kept.text()).replace(/<main[^>]*>/, (main) => main + notice);
  return new Response(html, { headers: kept.headers });
}

/** A form of a load's page. Only an answer to the load can wait: stepping back or rating means something now. */
async function posted(request: Request, url: URL): Promise<Response> {
  const copy = request.clone();
  const answer = await fetch(request).catch(() => null);
  if (answer !== null) return answer;
  const form = await copy.text();
  const driver = await keptDriver();
  const isAnswer = url.pathname.startsWith("/cargos/") && !new URLSearchParams(form).has("_action");
  if (!isAnswer || driver === null) return await withoutNetwork(url);
  await wait({ path: url.pathname, driver, form });
  await worker.registration.sync?.register("waiting").catch(() => {}); // Pages send it too, when they can.
  return Response.redirect(`${url.pathname}#respond`, 303);
}

function isAsset({ pathname, search }: URL): boolean {
  return pathname.startsWith("/_fresh/js/") || search.startsWith("?__frsh_c=");
}

async function asset(request: Request): Promise<Response> {
  const cached = await caches.match(request);
  if (cached) return cached;
  const answer = await fetch(request).catch(() => null);
  if (answer?.ok) await (await caches.open(ASSETS)).put(request, answer.clone());
  // A kept page of an earlier build does with what this one has.
  return answer ?? await caches.match(request, { ignoreSearch: true }) ?? Response.error();
}

interface Seen {
  readonly assets?: readonly string[];
  readonly page?: string | null;
  /** The page itself, where it came as the answer to signing in. */
  readonly html?: string;
  readonly headers?: [string, string][];
}

/** What a page was made of before this worker was there; the browser's own cache still has it. */
async function keepSeen(data: unknown): Promise<void> {
  const { assets = [], page = null, html, headers } = data as Seen;
  const cache = await caches.open(ASSETS);
  for (const address of assets) {
    const url = new URL(address);
    if (url.origin === location.origin && isAsset(url) && !await cache.match(url)) await cache.add(url);
  }
  if (page === null) return;
  const seen = html === undefined
    ? await fetch(page, { cache: "force-cache" })
    : new Response(html, { headers: headers ?? [] });
  await keepPage(page, seen);
}

async function forgetOldBuilds(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith("assets") && name !== ASSETS) await caches.delete(name);
  }
}
