// The files a site serves as they are, by URL path. They are read, hashed and compressed at first use and then kept.
import { StaticFile } from "./static_file.ts";

export class AssetStore {
  #files = new Map<string, StaticFile>();

  /** Lists a folder under a URL path ending with "/"; a folder that does not exist has no files. */
  addFolder(path: string, folder: URL): void {
    for (const entry of listed(folder)) {
      if (entry.isDirectory) this.addFolder(`${path}${entry.name}/`, new URL(`${entry.name}/`, folder));
      else if (!entry.name.startsWith(".")) {
        this.#files.set(path + entry.name, new StaticFile(new URL(entry.name, folder)));
      }
    }
  }

  find(pathname: string): StaticFile | undefined {
    return this.#files.get(pathname);
  }
}

function listed(folder: URL): Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(folder)];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
