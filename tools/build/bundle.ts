// Bundles islands and browser entries with esbuild and writes down in snapshot.json which file is whose.
//
// Islands share chunks and get content-hashed names under /_fresh/js/. Files of `islands/(_entries)/` become single
// scripts without imports, served as if they lay in static/: `entries/NAME.js`, cacheable for ever through
// `asset("/entries/NAME.js")`; `sw.ts` becomes `/sw.js`, whose plain URL is never cached, as a service worker needs.
// `components/styles/NAME.css` becomes `/NAME.css` with all it imports. With real Fresh the same files would be written
// into static/ itself.
import * as esbuild from "esbuild";
import type { Bundle, Snapshot } from "../../infra/fresh/serve.ts";
import { BUNDLE_PATH } from "../../infra/fresh/serve.ts";
import { importMap } from "./import_map.ts";
import { inputsHash } from "./inputs.ts";
import { assertNothingLeaks } from "./leak_guard.ts";
import { entryFiles, islandFiles, styleFiles } from "./manifest.ts";

const PROJECT = new URL("../../", import.meta.url);
const BOOT = pathOf(new URL("infra/fresh/runtime/boot.ts", PROJECT));

export interface BuildResult {
  snapshot: Snapshot;
  /** Bytes of every file written, by name. */
  sizes: Record<string, number>;
}

/** Replaces `outDir` with a build of the project at `root`. @throws when a source fails to compile or leaks. */
export async function build(root: URL, outDir: URL): Promise<BuildResult> {
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", PROJECT)));
  const common = {
    absWorkingDir: pathOf(PROJECT),
    nodePaths: [pathOf(new URL("node_modules/", PROJECT))], // one Preact for everything, wherever the site lies
    bundle: true,
    minify: true,
    charset: "utf8",
    metafile: true,
    write: false,
    jsx: "automatic", // deno.json says "precompile", which is for servers: it would turn onClick into text
    jsxImportSource: "preact",
    target: ["es2022", "chrome94", "safari15.4"],
    logLevel: "silent",
    legalComments: "none",
    plugins: [importMap(imports, PROJECT)],
  } satisfies esbuild.BuildOptions;
  const [islandPaths, ...outsideIslands] = await Promise.all([
    islandFiles(root),
    entryFiles(root),
    styleFiles(root),
  ]);
  try {
    const islands = await esbuild.build({
      ...common,
      // Every island imports the boot module: so Preact, signals and the runtime end up in one chunk, not in seven.
      inject: [BOOT],
      entryPoints: [BOOT, ...islandPaths.map((path) => pathOf(new URL(path, root)))],
      outdir: pathOf(new URL("js/", outDir)),
      format: "esm",
      splitting: true,
      entryNames: "[name]-[hash]",
      chunkNames: "chunk-[hash]",
    });
    const entries = await esbuild.build({
      ...common,
      entryPoints: outsideIslands.flat().map((path) => ({
        in: pathOf(new URL(path, root)),
        out: entryName(path),
      })),
      outdir: pathOf(new URL("static/", outDir)),
      format: "iife",
    });
    for (const { metafile } of [islands, entries]) assertNothingLeaks(metafile, relativeTo(root));
    const snapshot = await snapshotOf(islands.metafile, root, islandPaths);
    const sizes = await write(outDir, [...islands.outputFiles, ...entries.outputFiles]);
    await Deno.writeTextFile(new URL("snapshot.json", outDir), JSON.stringify(snapshot, null, 2) + "\n");
    return { snapshot, sizes };
  } finally {
    await esbuild.stop();
  }
}

function entryName(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.(tsx?|css)$/, "");
  return name === "sw" || path.endsWith(".css") ? name : `entries/${name}`;
}

async function snapshotOf(metafile: esbuild.Metafile, root: URL, islandPaths: string[]): Promise<Snapshot> {
  const outputs = Object.entries(metafile.outputs);
  const bundleOf = (source: string): Bundle => {
    const output = outputs.find(([, { entryPoint }]) =>
      entryPoint !== undefined && pathOf(new URL(entryPoint, PROJECT)) === source
    );
    if (output === undefined) throw new Error(`Cannot find the bundle of "${source}"`);
    const imports = staticImports(metafile, output[0]).map(urlOf).sort();
    return { url: urlOf(output[0]), imports };
  };
  return {
    buildId: await inputsHash(root),
    boot: bundleOf(BOOT),
    islands: Object.fromEntries(
      islandPaths.map((path) => [`./${path}`, bundleOf(pathOf(new URL(path, root)))]),
    ),
  };
}

/** Chunks a bundle cannot start without, however deep. */
function staticImports(metafile: esbuild.Metafile, output: string, seen = new Set<string>()): string[] {
  for (const { path, kind } of metafile.outputs[output]?.imports ?? []) {
    if (kind !== "import-statement" || seen.has(path)) continue;
    seen.add(path);
    staticImports(metafile, path, seen);
  }
  return [...seen];
}

async function write(outDir: URL, files: esbuild.OutputFile[]): Promise<Record<string, number>> {
  await Deno.remove(outDir, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  const sizes: Record<string, number> = {};
  for (const { path, contents } of files) {
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    await Deno.writeFile(path, contents);
    sizes[path.slice(pathOf(outDir).length)] = contents.length;
  }
  await Deno.mkdir(outDir, { recursive: true });
  return sizes;
}

function relativeTo(root: URL): (input: string) => string {
  return (input) => {
    const path = pathOf(new URL(input, PROJECT));
    const base = [root, PROJECT].map(pathOf).find((folder) => path.startsWith(folder));
    return base === undefined ? path : path.slice(base.length);
  };
}

function urlOf(output: string): string {
  return BUNDLE_PATH + output.slice(output.lastIndexOf("/") + 1);
}

function pathOf(url: URL): string {
  return decodeURIComponent(url.pathname);
}
