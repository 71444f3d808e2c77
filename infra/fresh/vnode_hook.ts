// What happens to every vnode on its way into a page: text is escaped once, islands get their boundary.
import { Fragment, options } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { withBoundary } from "./islands.ts";

let installed = false;

/** Once per process, before the first page is drawn. */
export function installVNodeHook(): void {
  if (installed) return;
  installed = true;
  const previous = options.vnode;
  options.vnode = (vnode) => {
    // Precompiled JSX escapes the text in an array of children and the renderer escapes it again, so that
    // <Badge>{name}, {city}</Badge> would show &quot; for a quotation mark (preact 10.29, jsxEscape).
    if (vnode.type === Fragment) {
      const { exprs = [] } = vnode.props as { exprs?: unknown[] };
      for (const value of exprs) if (Array.isArray(value)) finish(value);
    } else withBoundary(vnode);
    previous?.(vnode);
  };
}

/** Marks escaped text as finished HTML; in place, so that the next rendering of the array escapes nothing twice. */
function finish(values: unknown[]): void {
  for (const [i, value] of values.entries()) {
    if (Array.isArray(value)) finish(value);
    else if (typeof value === "string" && value.includes("&")) values[i] = jsxTemplate([value]);
  }
}
