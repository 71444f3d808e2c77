// Opens the store, and says what to look at when its file cannot be opened.

/** Throws an Error that names the file: the store itself says no more than "disk I/O error". */
export async function openStore(path: string): Promise<Deno.Kv> {
  try {
    return await Deno.openKv(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `Cannot open the store at ${path}: ${why}. If the file was put there in place of another, stop everything ` +
        `that has it open, remove ${path}-wal and ${path}-shm, and put it there again`,
      { cause: error },
    );
  }
}
