// Islands on the server: a component of islands/ met in a page gets comment markers (no wrapper element) and its
// props are recorded for the browser; JSX it was given becomes slots, rendered here and revived there.
import { type ComponentChild, type ComponentType, h, isValidElement, options, type VNode } from "preact";
import { useContext } from "preact/hooks";
import { jsxTemplate } from "preact/jsx-runtime";
import { Signal } from "@preact/signals";
import { PageRecord } from "./page_record.ts";
import { RenderScope } from "./runtime/render_scope.ts";

export interface Island {
  /** Key in the manifest, e.g. `./islands/Counter.tsx`. */
  readonly file: string;
  readonly exportName: string;
  readonly component: ComponentType;
}

const registry = new Map<unknown, Island>();
let direct = false;

/** Makes every exported function of the modules an island. Repeating it is harmless. */
export function registerIslands(modules: Record<string, object>): void {
  if (registry.size === 0) installVNodeHook();
  for (const [file, module] of Object.entries(modules)) {
    for (const [exportName, value] of Object.entries(module)) {
      if (typeof value === "function") registry.set(value, { file, exportName, component: value });
    }
  }
}

function installVNodeHook(): void {
  const previous = options.vnode;
  options.vnode = (vnode) => {
    if (typeof vnode.type === "function" && !direct) {
      const island = registry.get(vnode.type);
      if (island !== undefined) {
        const props: BoundaryProps = { island, props: vnode.props as Record<string, unknown> };
        Object.assign(vnode, { type: IslandBoundary, props });
      }
    }
    previous?.(vnode);
  };
}

/** A vnode of the component itself, past the hook. */
function unswapped(component: ComponentType, props: object): VNode {
  direct = true;
  try {
    return h(component, props);
  } finally {
    direct = false;
  }
}

interface BoundaryProps {
  island: Island;
  props: Record<string, unknown>;
}

function IslandBoundary({ island, props }: BoundaryProps): VNode {
  const scope = useContext(RenderScope);
  if (scope === null || scope.insideIsland || !(scope.page instanceof PageRecord)) {
    return unswapped(island.component, props);
  }
  const page = scope.page;
  const slotted = withSlots(props, page);
  const id = page.islands.push({ island, props: slotted }) - 1;
  const content = h(RenderScope.Provider, { value: page.inside }, unswapped(island.component, slotted));
  return jsxTemplate([`<!--f:${id}-->`, `<!--/f:${id}-->`], content);
}

/** The props with every JSX value (and every array of children) replaced by a slot. */
function withSlots(props: Record<string, unknown>, page: PageRecord): Record<string, unknown> {
  const slotted: Record<string, unknown> = {};
  for (const name in props) {
    const value = props[name];
    slotted[name] = isJsx(value) || (name === "children" && Array.isArray(value))
      ? h(Slot, { id: page.slots.push({ content: value as ComponentChild, rendered: false }) - 1 })
      : value;
  }
  return slotted;
}

/** Signals are asked first: they pass for elements because Preact can render them. */
export function isJsx(value: unknown): boolean {
  if (typeof value !== "object" || value === null || value instanceof Signal) return false;
  return Array.isArray(value) ? value.some(isJsx) : isValidElement(value);
}

/** The id of the slot a prop was replaced with, or null. */
export function slotId(value: unknown): number | null {
  return isJsx(value) && (value as VNode<{ id: number }>).type === Slot
    ? (value as VNode<{ id: number }>).props.id
    : null;
}

function Slot({ id }: { id: number }): ComponentChild {
  const page = useContext(RenderScope)?.page;
  const slot = page instanceof PageRecord ? page.slots[id] : undefined;
  if (!(page instanceof PageRecord) || slot === undefined) return null;
  slot.rendered = true;
  const content = h(RenderScope.Provider, { value: page.outside }, slot.content);
  return jsxTemplate([`<!--s:${id}-->`, `<!--/s:${id}-->`], content);
}
