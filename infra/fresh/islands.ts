// Islands on the server: a component of islands/ met in a page gets comment markers (no wrapper element) and its
// props are recorded for the browser; JSX it was given becomes slots, rendered here and revived there.
import { type ComponentChild, type ComponentType, Fragment, h, isValidElement, type VNode } from "preact";
import { useContext } from "preact/hooks";
import { jsxTemplate } from "preact/jsx-runtime";
import { Signal } from "@preact/signals";
import { stringify } from "devalue";
import { RenderScope } from "./runtime/render_scope.ts";
import type { Snapshot } from "./serve.ts";

/** `file` is the key in the manifest, e.g. `./islands/Counter.tsx`. */
type Island = { file: string; exportName: string; component: ComponentType };
type Props = Record<string, unknown>;

/** What one render pass leaves behind: the islands that must wake up, their slots, and <Head> content. */
export class PageRecord {
  readonly head: ComponentChild[] = [];
  readonly islands: { island: Island; props: Props }[] = [];
  readonly slots: { content: ComponentChild; rendered: boolean }[] = [];
}

const registry = new Map<unknown, Island>();

/** Makes every exported function of the modules an island. Repeating it is harmless. */
export function registerIslands(modules: Record<string, object>): void {
  for (const [file, module] of Object.entries(modules)) {
    for (const [exportName, component] of Object.entries(module)) {
      if (typeof component === "function") registry.set(component, { file, exportName, component });
    }
  }
}

/** Puts the boundary in the place of a vnode that is an island. */
export function withBoundary(vnode: VNode): void {
  const island = registry.get(vnode.type);
  if (island !== undefined) Object.assign(vnode, { type: Boundary, props: { island, props: vnode.props } });
}

function Boundary({ island, props }: { island: Island; props: Props }): VNode {
  const scope = useContext(RenderScope);
  // Retyped after its making, so that it is not given a boundary again.
  const content = (own: Props) => Object.assign(h(Fragment, own), { type: island.component });
  if (scope === null || scope.insideIsland) return content(props);
  const { page } = scope;
  const slotted: Props = {};
  for (const [name, value] of Object.entries(props)) {
    const isContent = isJsx(value) || (name === "children" && Array.isArray(value));
    slotted[name] = isContent
      ? h(Slot, { id: page.slots.push({ content: value, rendered: false }) - 1 })
      : value;
  }
  const id = page.islands.push({ island, props: slotted }) - 1;
  const inside = h(RenderScope.Provider, { value: { page, insideIsland: true } }, content(slotted));
  return jsxTemplate([`<!--f:${id}-->`, `<!--/f:${id}-->`], inside);
}

/** Signals pass for elements too, because Preact can render them. */
function isJsx(value: unknown): value is VNode {
  return isValidElement(value) && !(value instanceof Signal);
}

/** The id of the slot a prop was replaced with, null for what is no JSX. @throws for JSX that is not a slot. */
function slotId(value: unknown): number | null {
  if (!isJsx(value)) return null;
  if (value.type !== Slot) {
    throw new TypeError("JSX must be a prop of the island itself, not part of another value");
  }
  return (value as VNode<{ id: number }>).props.id;
}

function Slot({ id }: { id: number }): ComponentChild {
  const page = useContext(RenderScope)?.page;
  const slot = page?.slots[id];
  if (page === undefined || slot === undefined) return null;
  slot.rendered = true;
  const content = h(RenderScope.Provider, { value: { page, insideIsland: false } }, slot.content);
  return jsxTemplate([`<!--s:${id}-->`, `<!--/s:${id}-->`], content);
}

// Reducers are asked for truth, so a value is boxed: a signal holding 0 would be overlooked otherwise.
const reducers = {
  Signal: (value: unknown) => value instanceof Signal && [value.peek()],
  Slot: (value: unknown) => slotId(value) !== null && [slotId(value)],
};

/**
 * What wakes the islands of a page: preloads for the head; data and the boot module for the end of the body. No inline
 * script, so `script-src 'self'` suffices: `f-page` holds `{build, islands: [url, export name][], props: devalue of [bundle, props][]}`.
 */
export function bootMarkup({ islands }: PageRecord, { boot, buildId, ...built }: Snapshot) {
  const preloads = new Set([boot.url, ...boot.imports]);
  const kinds = [...new Set(islands.map(({ island }) => island))];
  const bundles = kinds.map(({ file, exportName }) => {
    const bundle = built.islands[file];
    if (bundle === undefined) throw new Error(`Cannot wake island "${file}": it is not in the build`);
    for (const url of [bundle.url, ...bundle.imports]) preloads.add(url);
    return [bundle.url, exportName];
  });
  // One call per page: a signal given to several islands stays one. Throws for what cannot reach a browser.
  const props = stringify(islands.map((use) => [kinds.indexOf(use.island), use.props]), reducers);
  // `<` is escaped after serialising, so no prop can close the element or open a comment in it.
  const data = `{"build":${JSON.stringify(buildId)},"islands":${JSON.stringify(bundles)},"props":${props}}`
    .replaceAll("<", "\\u003c");
  return {
    head: [...preloads].map((url) => `<link rel="modulepreload" href="${url}">`).join(""),
    tail: `<script type="application/json" id="f-page">${data}</script>` +
      `<script type="module" src="${boot.url}"></script>`,
  };
}
