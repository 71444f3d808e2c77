// What a build wrote down about itself in `_fresh/snapshot.json`: which bundle belongs to which island.

/** A browser bundle and the further chunks it imports, as URL paths. */
export interface Bundle {
  url: string;
  imports: string[];
}

export interface Snapshot {
  /** Changes whenever anything that reaches a browser changes; `asset()` appends it. */
  buildId: string;
  boot: Bundle;
  /** By manifest key, e.g. `./islands/Counter.tsx`. */
  islands: Record<string, Bundle>;
}

/** URL path under which the bundles of `_fresh/js/` are served. */
export const BUNDLE_PATH = "/_fresh/js/";

/** The snapshot in a build's output folder, or null when there is no build. */
export async function readSnapshot(outDir: URL): Promise<Snapshot | null> {
  try {
    return JSON.parse(await Deno.readTextFile(new URL("snapshot.json", outDir)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
