// Precompiled JSX escapes the text in an array of children and Preact's renderer then escapes it again, so that
// <Badge>{name}, {city}</Badge> would show &quot; for a quotation mark (preact 10.29, jsxEscape + renderToString).
import { Fragment, options } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";

let installed = false;

/** Marks text that is escaped already as finished HTML. Done once per process, before the first page is drawn. */
export function escapeOnce(): void {
  if (installed) return;
  installed = true;
  const previous = options.vnode;
  options.vnode = (vnode) => {
    if (vnode.type === Fragment) {
      const { exprs } = vnode.props as { exprs?: unknown[] };
      if (exprs !== undefined) { for (const value of exprs) if (Array.isArray(value)) finish(value); }
    }
    previous?.(vnode);
  };
}

/** In place, as the escaping was: a second rendering of the same array then finds nothing left to escape. */
function finish(values: unknown[]): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === "string") {
      if (value.includes("&")) values[i] = jsxTemplate([value]);
    } else if (Array.isArray(value)) finish(value);
  }
}
