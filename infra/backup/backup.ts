// A copy of the store's file as it is at one moment, made while the product goes on writing.
import { backup as copyPages, DatabaseSync } from "node:sqlite";

/** In one step: a copy made in several begins anew whenever somebody writes in between. */
const ALL_PAGES = 2 ** 31 - 1;

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
  // Not VACUUM INTO, which Deno refuses to a program that may not do everything.
  await copyPages(database, partial, { rate: ALL_PAGES });
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
