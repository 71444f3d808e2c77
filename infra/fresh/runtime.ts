// What islands, components and pages import as `fresh/runtime`: safe in the browser.
import { buildId } from "./runtime/build_id.ts";

export { Head } from "./runtime/head.ts";
export type { HeadProps } from "./runtime/head.ts";

export const IS_BROWSER: boolean = typeof document !== "undefined";

/** The URL of a static file that may be cached for ever: it changes with every build. Without a build, the path. */
export function asset(path: string): string {
  const id = buildId();
  if (id === null || !path.startsWith("/") || path.startsWith("//")) return path;
  const [file = path, fragment] = path.split("#");
  const url = `${file}${file.includes("?") ? "&" : "?"}__frsh_c=${id}`;
  return fragment === undefined ? url : `${url}#${fragment}`;
}
