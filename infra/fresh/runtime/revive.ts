// Turns the server's HTML of an island into a live Preact tree that adopts the existing nodes. Islands sit between
// <!--f:N--> and <!--/f:N-->, JSX they were given between <!--s:N--> and <!--/s:N-->. Slots become vnodes of the
// same tree, so islands inside them wake with their parent and again whenever the parent shows them anew.
import type { ComponentChild, VNode } from "preact";
import { jsx } from "preact/jsx-runtime";
import { adopt } from "./adopt.ts";
import { propsOf } from "./dom_props.ts";

/** One island of the page, in the order of its marker number. */
export interface Instance {
  vnode(props: Record<string, unknown>): VNode;
  props: Record<string, unknown>;
}

/** Stands in props where the server had JSX. */
export class SlotReference {
  constructor(readonly id: number) {}
}

/** Wakes every island of the document. */
export function reviveIslands(instances: Instance[]): void {
  const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  const starts: Comment[] = [];
  while (comments.nextNode()) starts.push(comments.currentNode as Comment);
  for (const start of starts) {
    // Markers inside an island woken earlier are gone by now.
    if (!start.isConnected || !/^f:\d+$/.test(start.data)) continue;
    const parent = start.parentNode as Element;
    const [nodes, end] = takeRange(start);
    adopt(islandVNode(start, nodes, instances), parent, nodes, end);
  }
}

/** The nodes between a marker and its end. The start leaves the document; the end becomes an empty text. */
function takeRange(start: Comment): [nodes: ChildNode[], end: Text] {
  const nodes: ChildNode[] = [];
  let node = start.nextSibling;
  while (node !== null && !(node instanceof Comment && node.data === "/" + start.data)) {
    nodes.push(node);
    node = node.nextSibling;
  }
  const end = document.createTextNode("");
  node?.replaceWith(end);
  start.remove();
  return [nodes, end];
}

function islandVNode(start: Comment, nodes: Node[], instances: Instance[]): VNode {
  const instance = instances[idOf(start)];
  if (instance === undefined) {
    throw new Error(`Cannot wake island ${start.data}: the page has no props for it`);
  }
  const slots = new Map<number, ComponentChild[]>();
  collectSlots(nodes, slots, instances);
  const props: Record<string, unknown> = {};
  for (const name in instance.props) {
    const value = instance.props[name];
    props[name] = value instanceof SlotReference ? slotContent(value.id, slots, instances) : value;
  }
  return instance.vnode(props);
}

function collectSlots(
  nodes: Iterable<Node>,
  slots: Map<number, ComponentChild[]>,
  instances: Instance[],
): void {
  for (const node of [...nodes]) {
    if (node instanceof Comment && /^s:\d+$/.test(node.data) && node.parentNode !== null) {
      const [content, end] = takeRange(node);
      if (!slots.has(idOf(node))) slots.set(idOf(node), vnodesOf(content, instances));
      end.remove();
    } else if (node instanceof Element) {
      collectSlots(node.childNodes, slots, instances);
    }
  }
}

/** What the server drew in place, or kept in a template because the island did not show it. */
function slotContent(
  id: number,
  slots: Map<number, ComponentChild[]>,
  instances: Instance[],
): ComponentChild {
  const drawn = slots.get(id);
  if (drawn !== undefined) return drawn;
  const template = document.getElementById(`f-slot-${id}`) as HTMLTemplateElement | null;
  return template === null ? null : vnodesOf([...template.content.childNodes], instances);
}

function vnodesOf(nodes: Node[], instances: Instance[]): ComponentChild[] {
  const vnodes: ComponentChild[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    if (node instanceof Text) vnodes.push(node.data);
    if (node instanceof Element) {
      const children = vnodesOf([...node.childNodes], instances);
      vnodes.push(jsx(node.localName, { ...propsOf(node), children }));
    }
    if (node instanceof Comment && /^f:\d+$/.test(node.data)) {
      const [inner, end] = takeRange(node);
      vnodes.push(islandVNode(node, inner, instances));
      end.remove();
      i += inner.length + 1; // the island's nodes and its end marker are in `nodes` too
    }
  }
  return vnodes;
}

function idOf(marker: Comment): number {
  return Number(marker.data.slice(2));
}
