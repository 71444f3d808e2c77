// Lets the bundler resolve what deno.json maps to a local file before it looks into node_modules, where `fresh` is
// another package altogether. Specifiers that only a server can load are refused here.
import type { Plugin } from "esbuild";

/** @param imports the `imports` of deno.json; @param base URL of deno.json. */
export function importMap(imports: Record<string, string>, base: URL): Plugin {
  return {
    name: "import-map",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
        if (/^(node|npm|jsr|https?|data):/.test(path)) {
          return { errors: [{ text: `Cannot bundle "${path}" for the browser (imported by ${importer})` }] };
        }
        const mapped = imports[path];
        if (mapped?.startsWith("./")) return { path: decodeURIComponent(new URL(mapped, base).pathname) };
        return undefined; // a bare name: node_modules
      });
    },
  };
}
