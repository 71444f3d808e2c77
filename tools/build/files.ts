// Lists the files under a folder, in an order that does not depend on the machine.

/** Paths relative to `root` ("islands/Counter.tsx"), sorted; none when the folder does not exist. */
export async function filesUnder(root: URL, folder: string): Promise<string[]> {
  const paths: string[] = [];
  try {
    for await (const entry of Deno.readDir(new URL(folder, root))) {
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory) paths.push(...await filesUnder(root, `${folder}${entry.name}/`));
      else paths.push(folder + entry.name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return paths.sort();
}
