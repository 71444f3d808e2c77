// Renders a vnode into a run of existing sibling nodes, reusing those that fit and removing the rest.
import { render, type VNode } from "preact";
import { jsx } from "preact/jsx-runtime";

/**
 * Preact wants one element as the root, an island has none: this one pretends. It looks like an element whose
 * children are `nodes`, and puts new ones before `end`. `render` rather than `hydrate`, since only `render` patches
 * attributes that differ between server and browser (`disabled={!IS_BROWSER}`).
 */
export function adopt(vnode: VNode, parent: Element, nodes: ChildNode[], end: Text): void {
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
  render(jsx("f-root", { children: vnode }), outside as unknown as Element);
}
