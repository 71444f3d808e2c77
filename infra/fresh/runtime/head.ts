// <Head>: puts its children into the document's <head>.
import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { RenderScope } from "./render_scope.ts";

export interface HeadProps {
  children?: ComponentChildren;
}

/** Server side only: a browser keeps the head it was given. A later <title> replaces an earlier one. */
export function Head(props: HeadProps): null {
  useContext(RenderScope)?.page.addHead(props.children);
  return null;
}
