// Reads back what the server drew: islands sit between <!--f:N--> and <!--/f:N-->, JSX they were given (slots)
// between <!--s:N--> and <!--/s:N-->, or in a template when the island did not show it.
import { type ComponentChild, h, render, type VNode } from "preact";

export const ISLAND = /^f:\d+$/;

/** Comments under `root` with this text, in document order. */
export function commentsIn(root: Node, pattern: RegExp): Comment[] {
  const comments = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found: Comment[] = [];
  while (comments.nextNode()) found.push(comments.currentNode as Comment);
  return found.filter(({ data }) => pattern.test(data));
}

export function idOf(marker: Comment): number {
  return Number(marker.data.slice(2));
}

/** The nodes between a marker and its end. The marker leaves the document, the end stays. */
export function takeRange(start: Comment): [nodes: ChildNode[], end: ChildNode | null] {
  const nodes: ChildNode[] = [];
  let end = start.nextSibling;
  while (end !== null && !(end instanceof Comment && end.data === "/" + start.data)) {
    nodes.push(end);
    end = end.nextSibling;
  }
  start.remove();
  return [nodes, end];
}

/** The nodes of every slot by its number. They stay where they are, without their markers. */
export function takeSlots(): Map<number, ChildNode[]> {
  const slots = new Map<number, ChildNode[]>();
  const templates = [...document.querySelectorAll<HTMLTemplateElement>('template[id^="f-slot-"]')];
  for (const root of [document, ...templates.map(({ content }) => content)]) {
    for (const start of commentsIn(root, /^s:\d+$/)) {
      const [nodes, end] = takeRange(start);
      end?.remove();
      if (!slots.has(idOf(start))) slots.set(idOf(start), nodes);
    }
  }
  for (const { id, content } of templates) {
    slots.set(Number(id.slice("f-slot-".length)), [...content.childNodes]);
  }
  return slots;
}

/** The nodes as a Preact tree that fits them; `island` gives the vnode of an island among them by its number. */
export function vnodesOf(nodes: ChildNode[], island: (id: number) => VNode): ComponentChild[] {
  const vnodes: ComponentChild[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    if (node instanceof Text) vnodes.push(node.data);
    if (node instanceof Element) {
      vnodes.push(h(node.localName, propsOf(node), vnodesOf([...node.childNodes], island)));
    }
    if (node instanceof Comment && ISLAND.test(node.data)) {
      const [, end] = takeRange(node);
      end?.remove();
      vnodes.push(island(idOf(node)));
      i = end === null ? nodes.length : nodes.indexOf(end);
    }
  }
  return vnodes;
}

/** Attributes as props that leave the element, and what a driver typed into it, untouched. */
function propsOf(element: Element): Record<string, unknown> {
  return Object.fromEntries([...element.attributes].map(({ name, value }) => {
    const present: unknown = Reflect.get(element, name);
    if (name === "value" && "defaultValue" in element) return ["defaultValue", value];
    if (name === "checked") return ["defaultChecked", true];
    if (name === "selected") return [name, present];
    return [name, value === "" && typeof present === "boolean" ? true : value];
  }));
}

/**
 * Renders into the nodes an island has in the document, reusing those that fit and removing the rest. Preact wants one
 * element as the root, an island has none: this one pretends. `render` rather than `hydrate`, since only `render`
 * patches attributes that differ between server and browser (`disabled={!IS_BROWSER}`).
 */
export function adopt(vnode: VNode, marker: Comment): void {
  const parent = marker.parentNode as Element;
  const [nodes, end] = takeRange(marker);
  const root = {
    nodeType: 1,
    localName: "f-root",
    namespaceURI: parent.namespaceURI,
    attributes: [],
    setAttribute() {},
    parentNode: parent,
    childNodes: nodes,
    firstChild: nodes[0] ?? null,
    contains: (node: Node) => parent.contains(node),
    insertBefore: (node: Node, before: Node | null) => parent.insertBefore(node, before ?? end),
    appendChild: (node: Node) => parent.insertBefore(node, end),
    removeChild: (node: Node) => parent.removeChild(node),
  };
  const outside = { namespaceURI: parent.namespaceURI, firstChild: root, childNodes: [root] };
  render(h("f-root", null, vnode), outside as unknown as Element);
}
