// A copy of the store's file as it is at one moment, made while the product goes on writing.
import { DatabaseSync } from "node:sqlite";

/**
 * Writes the copy to a new file and answers its size in bytes. It appears under its name only when it is whole.
 * Throws when there is no store, or a file is there already.
 */
export async function backup(kvPath: string, target: string): Promise<number> {
  if (!await exists(kvPath)) throw new Error(`Cannot back up ${kvPath}: there is no such file`);
  if (await exists(target)) throw new Error(`Cannot back up to ${target}: it is there already`);
  const partial = `${target}.partial`;
  if (await exists(partial)) await Deno.remove(partial);
  using database = new DatabaseSync(kvPath, { timeout: 10_000 });
  // One read transaction: writers go on, and nothing they write meanwhile is in the copy.
  database.prepare("VACUUM INTO ?").run(partial);
  await Deno.rename(partial, target);
  return (await Deno.stat(target)).size;
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
