// `deno task build`: browser bundles into `_fresh/`, and the committed manifest `fresh.gen.ts`.
//   --check      exit 1 when fresh.gen.ts does not list the routes and islands there are
//   --if-stale   do nothing when the bundles and the manifest fit the sources
import { isFresh } from "./build/inputs.ts";
import { manifestSource } from "./build/manifest.ts";

const ROOT = new URL("../", import.meta.url);

/** Runs the command line; the exit code. */
export async function main(args: string[], root: URL = ROOT): Promise<number> {
  const file = new URL("fresh.gen.ts", root);
  const wanted = await manifestSource(root);
  const present = await textOf(file);
  if (args.includes("--check")) {
    if (wanted === present) return 0;
    say("fresh.gen.ts is stale: run `deno task build`");
    return 1;
  }
  if (wanted !== present) await Deno.writeTextFile(file, wanted);
  const outDir = new URL("_fresh/", root);
  if (args.includes("--if-stale") && await isFresh(root, outDir)) return 0;
  // Loaded only when there is something to do: the bundler takes longer to load than the staleness test to run.
  const { build } = await import("./build/bundle.ts");
  try {
    const { snapshot, sizes } = await build(root, outDir);
    for (const [name, bytes] of Object.entries(sizes)) say(`${name}  ${(bytes / 1024).toFixed(1)} kB`);
    say(`build ${snapshot.buildId}`);
    return 0;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function textOf(file: URL): Promise<string | null> {
  try {
    return await Deno.readTextFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
}

if (import.meta.main) Deno.exit(await main(Deno.args));
