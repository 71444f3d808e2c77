// What islands, components and pages import as `fresh/runtime`: safe in the browser.
import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { build } from "./runtime/build.ts";
import { RenderScope } from "./runtime/render_scope.ts";

export const IS_BROWSER: boolean = typeof document !== "undefined";

/** The URL of a static file that may be cached for ever: it changes with every build. Without a build, the path. */
export function asset(path: string): string {
  if (build.id === null || !/^\/(?!\/)/.test(path)) return path;
  return path.replace(/(?=#)|$/, `${path.includes("?") ? "&" : "?"}__frsh_c=${build.id}`);
}

/** Puts its children into the document's <head>, on the server only. A later <title> replaces an earlier one. */
export function Head({ children }: { children?: ComponentChildren }): null {
  useContext(RenderScope)?.page.head.push(children);
  return null;
}
