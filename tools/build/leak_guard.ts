// Server code must not reach a browser. Tree shaking is no boundary (an impure initialiser stays), so the build fails
// when the bundler so much as reads a file that is not meant for browsers.
import type { Metafile } from "esbuild";

const ALLOWED = [
  /^islands\//,
  /^components\//,
  /^texts\//,
  /^infra\/fresh\/runtime(\.ts$|\/)/,
  /(^|\/)node_modules\//,
];

/** @throws naming the first file that leaked and the chain of imports that pulled it in. */
export function assertNothingLeaks(metafile: Metafile, relative: (input: string) => string): void {
  const importers = new Map<string, string>();
  for (const [file, { imports }] of Object.entries(metafile.inputs)) {
    for (const { path } of imports) if (!importers.has(path)) importers.set(path, file);
  }
  for (const input of Object.keys(metafile.inputs)) {
    if (ALLOWED.some((pattern) => pattern.test(relative(input)))) continue;
    const chain = [input];
    for (let at = importers.get(input); at !== undefined && !chain.includes(at); at = importers.get(at)) {
      chain.push(at);
    }
    throw new Error(
      `Cannot bundle "${relative(input)}" for the browser: ${chain.map(relative).join(" ← ")}. ` +
        "Islands and components take types from the domain (import type), nothing else from a server folder.",
    );
  }
}
