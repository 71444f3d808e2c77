// Joins an application with its manifest and build; the entry point calls it where real Fresh has `_fresh/server.js`.
import { App, type Handler } from "./app.ts";
import { AssetStore } from "./asset_store.ts";
import { type Manifest, type ReportCrash, UNBOUND } from "./binding.ts";
import { registerIslands } from "./islands.ts";
import { setBuildId } from "./runtime/build_id.ts";
import { BUNDLE_PATH, type Snapshot } from "./snapshot.ts";

export { readSnapshot } from "./snapshot.ts";
export type { Snapshot } from "./snapshot.ts";
export type { Manifest, ReportCrash } from "./binding.ts";
export type { Handler } from "./app.ts";

export interface BindOptions {
  /** null or absent: islands are drawn but stay plain HTML. */
  snapshot?: Snapshot | null;
  /** Where the build was written; by default `_fresh/` beside the manifest. */
  outDir?: URL;
  report?: ReportCrash;
}

/**
 * The request handler of `app` with the file routes, islands and static files of its project. Files are listed now
 * (synchronously) and read at first use.
 */
export function bindManifest<State>(app: App<State>, manifest: Manifest, options: BindOptions = {}): Handler {
  const snapshot = options.snapshot ?? null;
  const outDir = options.outDir ?? new URL("./_fresh/", manifest.baseUrl);
  const files = new AssetStore();
  files.addFolder("/", new URL("./static/", manifest.baseUrl));
  if (snapshot !== null) {
    files.addFolder("/", new URL("static/", outDir));
    files.addFolder(BUNDLE_PATH, new URL("js/", outDir));
    setBuildId(snapshot.buildId);
  }
  registerIslands(manifest.islands);
  return App.bind(app, { manifest, snapshot, files, report: options.report ?? UNBOUND.report }).handler();
}
