// Registers the service worker of this build once the page has what it needs, and hands it what the page was made of:
// a page that was open before the worker could not be seen by it.

/** `build`: the query that names the build in addresses of assets. */
export function startWorker(build: string): void {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const seen = serviceWorker.controller !== null;
  const start = async () => {
    const { active } = await serviceWorker.register(`/sw.js${build}`).then(() => serviceWorker.ready);
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    active?.postMessage({ assets: loaded, page: seen ? null : location.href });
  };
  // Third-party frames may forbid it; the app then simply needs a connection.
  const begin = () => void start().catch(() => {});
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
}
