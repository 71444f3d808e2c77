// What the browser bundles depend on, as one hash: it is the build id and the test for staleness.
import { filesUnder } from "./files.ts";

const PROJECT = new URL("../../", import.meta.url);
/** Folders of the site that reach a browser, and of this project that make the bundles. */
const SITE = ["islands/", "components/", "texts/", "static/"];
const TOOLCHAIN = ["infra/fresh/runtime/", "tools/build/"];
const TOOLCHAIN_FILES = ["deno.json", "deno.lock", "infra/fresh/runtime.ts"];

/** 16 hex digits over the paths and contents of all inputs. */
export async function inputsHash(root: URL): Promise<string> {
  const lists = await Promise.all([
    ...SITE.map(async (folder) => (await filesUnder(root, folder)).map((path) => ({ path, base: root }))),
    ...TOOLCHAIN.map(async (folder) =>
      (await filesUnder(PROJECT, folder)).map((path) => ({ path, base: PROJECT }))
    ),
  ]);
  const files = [...lists.flat(), ...TOOLCHAIN_FILES.map((path) => ({ path, base: PROJECT }))];
  const digests = await Promise.all(files.map(async ({ path, base }) => {
    const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(new URL(path, base)));
    return `${path} ${new Uint8Array(digest).toHex()}`;
  }));
  const all = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(digests.join("\n")));
  return new Uint8Array(all).toHex().slice(0, 16);
}

/** Whether `outDir` holds a build of exactly these inputs. */
export async function isFresh(root: URL, outDir: URL): Promise<boolean> {
  try {
    const snapshot = JSON.parse(await Deno.readTextFile(new URL("snapshot.json", outDir)));
    return snapshot.buildId === await inputsHash(root);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return false;
    throw error;
  }
}
