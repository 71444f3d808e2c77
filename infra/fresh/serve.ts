// Joins an application with its manifest and build; the entry point calls it where real Fresh has `_fresh/server.js`.
import { App, type Handler, reportToStderr } from "./app.ts";
import { registerIslands } from "./islands.ts";
import { build } from "./runtime/build.ts";
import { filesOf, type StaticFile } from "./static_files.ts";

export type { Handler };

/** `fresh.gen.ts`: every route and island module by its path relative to the project, whose folder is `baseUrl`. */
export type Manifest = { routes: Record<string, object>; islands: Record<string, object>; baseUrl: string };
/** A browser bundle and the further chunks it imports, as URL paths. */
export type Bundle = { url: string; imports: string[] };
/** `_fresh/snapshot.json`: `buildId` changes whenever anything that reaches a browser does; islands by manifest key. */
export type Snapshot = { buildId: string; boot: Bundle; islands: Record<string, Bundle> };
/** URL path under which the bundles of `_fresh/js/` are served. */
export const BUNDLE_PATH = "/_fresh/js/";

/** What an application is joined with. */
export interface Site {
  routes: Record<string, object>;
  /** By URL path. */
  files: ReadonlyMap<string, StaticFile>;
  /** null: islands are drawn but stay plain HTML. */
  snapshot: Snapshot | null;
  /** Told once about every exception that is not an `HttpError`, before the error page is drawn. */
  report: (error: unknown, req: Request) => void;
}

export type BindOptions = Partial<Pick<Site, "snapshot" | "report">> & { outDir?: URL };

/** The handler of `app` with its routes, islands and files; `outDir` is where the build was written. */
export function bindManifest<State>(app: App<State>, manifest: Manifest, options: BindOptions = {}): Handler {
  const { snapshot = null, outDir = new URL("./_fresh/", manifest.baseUrl), report = reportToStderr } =
    options;
  const files = filesOf("/", new URL("./static/", manifest.baseUrl));
  if (snapshot !== null) {
    files.push(
      ...filesOf("/", new URL("static/", outDir)),
      ...filesOf(BUNDLE_PATH, new URL("js/", outDir)),
    );
    build.id = snapshot.buildId;
  }
  registerIslands(manifest.islands);
  return App.join(app, { routes: manifest.routes, snapshot, files: new Map(files), report });
}

/** The snapshot in a build's output folder, or null when there is no build. */
export async function readSnapshot(outDir: URL): Promise<Snapshot | null> {
  try {
    return JSON.parse(await Deno.readTextFile(new URL("snapshot.json", outDir)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
