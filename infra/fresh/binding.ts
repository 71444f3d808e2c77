// What an application is joined with when it is served: manifest, build, files, and where crashes are reported.
import type { AssetStore } from "./asset_store.ts";
import type { Snapshot } from "./snapshot.ts";

/** `fresh.gen.ts`: every route and island module by its path relative to the project. */
export interface Manifest {
  routes: Record<string, object>;
  islands: Record<string, object>;
  /** URL of the manifest itself; the project root is its folder. */
  baseUrl: string;
}

/** Told once about every exception that is not an `HttpError`, before the error page is drawn. */
export type ReportCrash = (error: unknown, req: Request) => void;

export interface Binding {
  manifest: Manifest | null;
  snapshot: Snapshot | null;
  files: AssetStore | null;
  report: ReportCrash;
}

/** An application on its own, as in tests: no file routes, no files, no scripts; crashes go to stderr. */
export const UNBOUND: Binding = {
  manifest: null,
  snapshot: null,
  files: null,
  report: (error) => {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    Deno.stderr.writeSync(new TextEncoder().encode(text + "\n"));
  },
};
